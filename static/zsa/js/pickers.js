// Large selects become pickers with search: <select data-picker>.

const WORDS = document.documentElement.lang.startsWith("zh")
  ? { none: "没有匹配项", remove: "移除" }
  : { none: "Nothing matches", remove: "Remove" };

function words(text) {
  const box = document.createElement("div");
  box.className = "no-results";
  box.textContent = text;
  return box;
}

function enhance(root) {
  if (!window.TomSelect) return;
  for (const select of root.querySelectorAll("select[data-picker]")) {
    if (select.tomselect) continue;
    new window.TomSelect(select, {
      plugins: select.multiple ? { remove_button: { title: WORDS.remove } } : {},
      maxOptions: null,
      hidePlaceholder: true,
      render: { no_results: () => words(WORDS.none) },
    });
    select.setAttribute("aria-hidden", "true");
  }
}

enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt.parentElement ?? document));
