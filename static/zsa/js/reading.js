// Turns and zooms the pages of a paper by keys, and takes the page away when the right to it ends.

const view = document.querySelector("[data-reading]");
const page = view?.querySelector("img");

function ended() {
  for (const one of document.querySelectorAll("[data-while-open]")) one.hidden = true;
  page.removeAttribute("src");
  document.querySelector("[data-reading-ended]").hidden = false;
}

if (page) {
  page.addEventListener("error", ended);
  if (page.complete && page.naturalWidth === 0) ended();
  const left = Number(view.dataset.left ?? Infinity) * 1000;
  if (left < 2 ** 31 - 1) setTimeout(ended, left);
  view.addEventListener("contextmenu", (event) => event.preventDefault());
}

const KEYS = {
  ArrowRight: "[rel=next]",
  PageDown: "[rel=next]",
  ArrowLeft: "[rel=prev]",
  PageUp: "[rel=prev]",
  "+": "[data-zoom=in]",
  "=": "[data-zoom=in]",
  "-": "[data-zoom=out]",
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const link = KEYS[event.key] && document.querySelector(KEYS[event.key]);
  if (link) {
    event.preventDefault();
    link.click();
  }
});
