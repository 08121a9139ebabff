// Keys: j and k go through the rows of a list, o opens, g and a letter goes to a page, and a page may
// name keys of its own by data-key. Rows are reached
// by focusing their link, so a reader of the screen says them; nothing is taken while somebody types.

const WAIT = 1500;
let going = 0;

const isTaken = (event) =>
  event.ctrlKey || event.metaKey || event.altKey || event.isComposing ||
  document.querySelector("dialog[open]") ||
  event.target.closest?.("input, textarea, select, [contenteditable], [role=listbox], [role=tablist]");

const links = () =>
  [...document.querySelectorAll("main .data-table tbody tr, main .desk-list > li, main .calendar-grid li")]
    .map((row) => row.querySelector("a[href]"))
    .filter((link) => link?.offsetParent);

const rowOf = (link) => link?.closest("tr, li");

function step(by) {
  const all = links();
  if (!all.length) return;
  const here = rowOf(document.activeElement);
  const from = all.findIndex((link) => rowOf(link) === here);
  const to = from < 0 ? (by > 0 ? 0 : all.length - 1) : from + by;
  const next = all[Math.min(Math.max(to, 0), all.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function open() {
  const here = rowOf(document.activeElement);
  links().find((link) => rowOf(link) === here)?.click();
}

document.addEventListener("keydown", (event) => {
  if (isTaken(event)) return;
  if (Date.now() - going < WAIT) {
    going = 0;
    const target = document.querySelector(`#shortcuts a[data-go="${CSS.escape(event.key)}"]`);
    if (target) {
      event.preventDefault();
      location.assign(target.href);
      return;
    }
  }
  if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
  else if (event.key === "o") open();
  else if (event.key === "g") going = Date.now();
  else document.querySelector(`main a[data-key="${CSS.escape(event.key)}"]`)?.click();
});
