// Keys for staff: j and k move between rows, o opens, x chooses, / finds, and each [data-key] is pressed by its own letter.
// They can be switched off (WCAG 2.1.4), do nothing inside a field, and nothing on the page needs them.
const OFF = "alongside-keys-off";
const foot = document.querySelector("[data-keys]");
const stored = () => {
  try {
    return localStorage.getItem(OFF) === "yes";
  } catch {
    return false;
  }
};
let off = stored();

const rows = () => [...document.querySelectorAll("[data-row]")];
const current = () => rows().find((row) => row.classList.contains("on"));

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
  all.forEach((row) => row.classList.toggle("on", row === next));
  const target = next.querySelector("[data-open], a, button");
  if (target) target.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const scope = current() || document;
  const target = scope.querySelector(`[data-key="${CSS.escape(key)}"]`) || document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  if (target.matches("input, select, textarea")) target.focus();
  else target.click();
  return true;
}

function show() {
  const button = foot.querySelector("button");
  button.textContent = off ? "Turn keys on" : "Turn keys off";
  foot.classList.toggle("keys--off", off);
}

const button = document.createElement("button");
button.type = "button";
button.className = "linkish";
button.addEventListener("click", () => {
  off = !off;
  try {
    localStorage.setItem(OFF, off ? "yes" : "no");
  } catch {
    // Storage may be closed; the choice then lasts for this page only.
  }
  show();
});
foot.querySelector(".govuk-width-container").append(button);
show();

document.addEventListener("keydown", (event) => {
  if (off || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]")) return;
  const row = current();
  const steps = { j: 1, k: -1 };
  let done = true;
  if (event.key in steps) move(steps[event.key]);
  else if (event.key === "o" && row) (row.querySelector("[data-open]") || row.querySelector("a"))?.click();
  else if (event.key === "x" && row) row.querySelector("input[type=checkbox]")?.click();
  else done = event.key.length === 1 && press(event.key);
  if (done) event.preventDefault();
});
