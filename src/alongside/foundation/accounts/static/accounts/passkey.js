// Makes or shows a passkey when its button is pressed. Needs webauthn-json.js, which django-allauth ships.
// <form data-passkey="create|get"> holds the hidden field, the button, a line for what went wrong, and the options.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("button[type=submit]");
  const problem = form.querySelector("[data-problem]");
  const options = JSON.parse(form.querySelector("script[type='application/json']").textContent);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    button.disabled = true;
    try {
      const made = await window.webauthnJSON[form.dataset.passkey](options);
      form.elements.credential.value = JSON.stringify(made);
      form.submit();
    } catch {
      problem.hidden = false;
      button.disabled = false;
      button.focus();
    }
  });
}
