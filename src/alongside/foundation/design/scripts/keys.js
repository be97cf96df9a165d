// Keys for staff: j and k move between rows, o opens, x chooses, / finds, and each [data-key] is pressed by its own letter.
// A row's data-go-d is where d leads from it; ? leads to the list of keys at the foot.
// Each user can switch them off (WCAG 2.1.4; then this file is not loaded), they do nothing inside a field, and no page needs them.
const foot = document.querySelector("[data-keys]");

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
  const way = current()?.getAttribute(`data-go-${key}`);
  if (way) {
    window.location.assign(way);
    return true;
  }
  const target = scope.querySelector(`[data-key="${CSS.escape(key)}"]`) || document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  if (target.matches("input, select, textarea")) target.focus();
  else target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]")) return;
  const row = current();
  const steps = { j: 1, k: -1 };
  let done = true;
  if (event.key in steps) move(steps[event.key]);
  else if (event.key === "o" && row) (row.querySelector("[data-open]") || row.querySelector("a"))?.click();
  else if (event.key === "x" && row) row.querySelector("input[type=checkbox]")?.click();
  else if (event.key === "?") foot.querySelector("h2").scrollIntoView();
  else done = event.key.length === 1 && press(event.key);
  if (done) event.preventDefault();
});
