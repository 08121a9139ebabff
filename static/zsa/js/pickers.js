// Large selects become pickers with search: <select data-picker>.

const WORDS = document.documentElement.lang.startsWith("zh")
  ? { none: "没有匹配项", remove: "移除", add: "添加（未登记）：" }
  : { none: "Nothing matches", remove: "Remove", add: "Add (not registered):" };

function words(text, name = "no-results") {
  const box = document.createElement("div");
  box.className = name;
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
      create: "create" in select.dataset,
      createOnBlur: true,
      clearAfterSelect: true,
      hidePlaceholder: true,
      render: {
        no_results: () => words(WORDS.none),
        option_create: (data) => words(`${WORDS.add} ${data.input}`, "create"),
      },
    });
    select.setAttribute("aria-hidden", "true");
  }
}

enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt.parentElement ?? document));
