// Dialogs: what is behind is out of reach, Tab stays inside, Escape closes, and focus goes back to where it was.
import { el, newId } from "./dom.js";

const reachable = "a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex='0']";

export const trap = dialog => dialog.addEventListener("keydown", event => {
  if (event.key !== "Tab") return;
  const stops = [...dialog.querySelectorAll(reachable)].filter(node => node.getClientRects().length > 0);
  if (stops.length === 0) return;
  const [first, last] = [stops[0], stops[stops.length - 1]];
  if (event.shiftKey && document.activeElement === first) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && (document.activeElement === last || !dialog.contains(document.activeElement))) {
    event.preventDefault();
    first.focus();
  }
});

// Over its own pane, where there is room beside the other.
export const place = (dialog, pane) => {
  const box = pane.getBoundingClientRect();
  const beside = innerWidth > 900;
  dialog.style.left = beside ? `${box.left + 12}px` : "8px";
  dialog.style.width = beside ? `${Math.min(box.width - 24, 560)}px` : "calc(100vw - 16px)";
};

// Asks; true if yes.
export const confirmed = (title, text, yes, no) => new Promise(resolve => {
  const id = newId("confirm");
  const before = document.activeElement;
  const dialog = el("dialog", { class: "confirm", "aria-labelledby": id },
    el("h2", { id }, title), el("p", {}, text),
    el("div", { class: "actions" }, el("button", { type: "button", class: "primary", onclick: () => dialog.close("yes") }, yes), el("button", { type: "button", onclick: () => dialog.close("") }, no)));
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
    resolve(dialog.returnValue === "yes");
  });
  trap(dialog);
  document.body.append(dialog);
  dialog.showModal();
});
