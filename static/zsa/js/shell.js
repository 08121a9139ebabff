// The shell: menus that close, the help sheet, keyboard shortcuts.

document.documentElement.classList.add("has-script");

const isTyping = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input, textarea, select"));

function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const opener = event.target.closest?.("[data-open-dialog]");
  if (opener) openDialog(opener.dataset.openDialog);
  if (event.target.closest?.("[data-print]")) window.print();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
    return;
  }
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" || event.key === "、") {
    const search = document.querySelector("[data-shortcut=search]");
    if (search?.offsetParent) {
      event.preventDefault();
      search.focus();
    }
  } else if (event.key === "?" || event.key === "？") {
    event.preventDefault();
    openDialog("shortcuts");
  }
});

function centre(shown, frame) {
  if (!shown || !frame) return;
  const box = shown.getBoundingClientRect();
  const around = frame.getBoundingClientRect();
  frame.scrollLeft += box.left + box.width / 2 - around.left - around.width / 2;
}

function centreCurrent() {
  for (const strip of document.querySelectorAll(".tabs ul, .public-nav ul")) {
    centre(strip.querySelector("a.active"), strip);
  }
  const stage = document.querySelector(".diagram .node-current");
  centre(stage, stage?.closest(".diagram-scroll"));
}

centreCurrent();
window.addEventListener("resize", centreCurrent);
