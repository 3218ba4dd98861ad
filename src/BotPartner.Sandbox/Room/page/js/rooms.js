// The conversations as tabs: arrow keys move between them, a dot says that there is something unread.
import { el, newId } from "./dom.js";

export const roomTabs = (bar, view, choose) => {
  const read = new Map();
  let tabs = new Map(), key = "";
  view.id = newId("view");

  bar.addEventListener("keydown", event => {
    const all = [...tabs.values()], at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    next.focus();
    next.click();
  });

  return (rooms, chosen, who) => {
    const fresh = JSON.stringify(rooms.map(r => [r.id, r.name, r.about]));
    if (fresh !== key) {
      key = fresh;
      tabs = new Map(rooms.map(r => [r.id, el("button", { type: "button", role: "tab", id: newId("tab"), "aria-controls": view.id, title: r.about, onclick: () => choose(r.id) },
        el("span", {}, r.name), el("span", { class: "dot", hidden: true }, el("span", { class: "sr" }, " (new)")))]));
      bar.replaceChildren(...tabs.values());
    }
    for (const r of rooms) {
      const tab = tabs.get(r.id), open = r.id === chosen, mark = `${who} ${r.id}`;
      if (open || !read.has(mark)) read.set(mark, r.last);
      tab.setAttribute("aria-selected", String(open));
      tab.tabIndex = open ? 0 : -1;
      tab.querySelector(".dot").hidden = read.get(mark) === r.last;
    }
    if (tabs.has(chosen)) view.setAttribute("aria-labelledby", tabs.get(chosen).id);
  };
};
