// Improvements only: every page works without this file.
import { ExitThisPage } from "./exit-this-page.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

/** Leaves at once, and takes this page's place in the history, so that "back" does not return here. */
class LeaveThisPage extends ExitThisPage {
  exitPage() {
    document.body.classList.add("govuk-exit-this-page-hide-content");
    document.title = "";
    window.location.replace(this.$button.href);
  }
}

const leave = document.querySelector(`[data-module="${ExitThisPage.moduleName}"]`);
if (leave) new LeaveThisPage(leave);

const summary = document.querySelector('[data-module="govuk-error-summary"]');
if (summary) import("./error-summary.js").then(({ ErrorSummary }) => new ErrorSummary(summary));

// A second press on the same button must not send a form twice. The server is safe either way (see OnceForm).
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 3000);
});

if (document.querySelector("[data-keys]")) import("./keys.js");
