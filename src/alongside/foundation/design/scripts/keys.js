// Keys for staff: j and k move between rows, o opens, x chooses, / finds, and each [data-key] is pressed by its own letter;
// so is j, on a page without rows.
// A row's data-go-d is where d leads from it; ? opens the list of every key at the foot, and Escape shuts it.
// Each user can switch them off (WCAG 2.1.4; then this file is not loaded), they do nothing inside a field, and no page needs them.
const all = document.querySelector("#all-keys");

const rows = () => [...document.querySelectorAll("[data-row]")];
const current = () => rows().find((row) => row.classList.contains("on"));

function move(step) {
  const list = rows();
  const at = list.indexOf(current());
  const next = list[Math.max(0, Math.min(list.length - 1, at + step))];
  list.forEach((row) => row.classList.toggle("on", row === next));
  const target = next.querySelector("[data-open], a, button");
  if (target) target.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const row = current();
  const way = row?.getAttribute(`data-go-${key}`);
  if (way) {
    window.location.assign(way);
    return true;
  }
  const called = `[data-key="${CSS.escape(key)}"]`;
  // What stands in a row is pressed in the row that was moved to, never in one that nobody chose.
  const target = row?.querySelector(called) || [...document.querySelectorAll(called)].find((one) => !one.closest("[data-row]"));
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
  if (event.key in steps && rows().length) move(steps[event.key]);
  else if (event.key === "o" && row) (row.querySelector("[data-open]") || row.querySelector("a"))?.click();
  else if (event.key === "x" && row) row.querySelector("input[type=checkbox]")?.click();
  else if (event.key === "Escape" && all?.open) all.querySelector("summary").click();
  else done = event.key.length === 1 && press(event.key);
  if (done) event.preventDefault();
});
