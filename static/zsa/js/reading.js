// Turns and zooms the pages of a paper by keys, and takes the page away when the right to it ends.

const view = document.querySelector("[data-reading]");
const page = view?.querySelector("img[data-src]");
const failed = document.querySelector("[data-reading-failed]");
const CLOSED = [403, 404, 410];
let over = false;

function ended() {
  over = true;
  for (const one of document.querySelectorAll("[data-while-open]")) one.hidden = true;
  failed.hidden = true;
  if (page.src) URL.revokeObjectURL(page.src);
  page.removeAttribute("src");
  document.querySelector("[data-reading-ended]").hidden = false;
}

function show(picture) {
  if (!over) page.src = URL.createObjectURL(picture);
}

async function refused(response) {
  if (response?.type === "opaqueredirect") return location.reload();
  if (CLOSED.includes(response?.status)) return ended();
  const said = response?.headers.get("Content-Type")?.startsWith("text/plain") ? await response.text() : "";
  if (said) failed.querySelector("[data-reading-said]").textContent = said;
  failed.hidden = over;
}

// One request shows the page and tells why it is not shown: a second would be noted as another reading.
async function load() {
  failed.hidden = true;
  try {
    const response = await fetch(page.dataset.src, { redirect: "manual" });
    await (response.ok ? response.blob().then(show) : refused(response));
  } catch {
    await refused(null);
  }
}

if (page) {
  load();
  failed.querySelector("[data-reading-again]").addEventListener("click", load);
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
