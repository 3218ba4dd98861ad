// A conversation's messages. Only what changed is drawn anew, in place; focus, half-typed inputs and what one reads stay.
import { clock, day, el, face } from "./dom.js";

const press = "button, summary, select, input, textarea, a[href]";

// A place in the message that is the same after it is drawn anew.
const spot = (node, inside) => [...node.querySelectorAll(press)].indexOf(inside);

const keepInputs = (from, to) => {
  const fresh = to.querySelectorAll("input, textarea, select");
  from.querySelectorAll("input, textarea, select").forEach((old, i) => {
    if (fresh[i]?.type === old.type && old.type !== "checkbox" && old.type !== "radio" && old.value) fresh[i].value = old.value;
  });
};

export const messageList = (box, newer, { body, reply, more, announce }) => {
  let drawn = new Map(), room = null, first = true, upward = false;

  const atEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight < 48;
  let missed = null;
  const point = (node, words, up = false) => { missed = node; upward = up; newer.textContent = words; newer.hidden = false; };
  // Who is at the end has seen the new message there, but not the reply further up.
  const seen = () => { if (!upward || !missed?.isConnected || missed.offsetTop >= box.scrollTop) newer.hidden = true; };
  const toEnd = () => { box.scrollTop = box.scrollHeight; if (!upward) newer.hidden = true; };
  newer.addEventListener("click", () => {
    if (missed?.isConnected) box.scrollTop = missed.offsetTop - 12;
    newer.hidden = true;
    box.focus({ preventScroll: true });
  });
  box.addEventListener("scroll", () => { if (upward || atEnd()) seen(); }, { passive: true });
  new ResizeObserver(() => { if (box.dataset.end === "true") toEnd(); }).observe(box);
  box.addEventListener("scroll", () => { box.dataset.end = String(atEnd()); }, { passive: true });

  const draw = m => el("li", { class: ["message", m.bot && "from-bot", m.only && "only", m.thread && "reply"].filter(Boolean).join(" "), "data-id": m.id },
    face(m.from, m.bot),
    el("div", { class: "body" },
      el("p", { class: "meta" }, el("b", {}, m.from), m.bot ? el("span", { class: "app" }, "App") : null, " ", el("time", { datetime: new Date(m.at).toISOString() }, clock(m.at)),
        m.edited ? el("span", { class: "edited" }, " · edited") : null,
        m.only ? el("span", { class: "eyes" }, " · Only visible to you") : null,
        el("span", { class: "acts" },
          // A thread hangs on what began it; what one person alone sees begins none.
          m.only || m.thread ? null : el("button", { type: "button", class: "answer", "aria-label": `Reply to ${m.from}, ${clock(m.at)}`, onclick: () => reply(m) }, "Reply"),
          m.only ? null : more(m))),
      el("div", { class: "content" }, body(m))));

  // Days part the messages that are no replies.
  const parted = messages => {
    let last = null;
    return messages.flatMap(m => {
      const date = new Date(m.at).toDateString();
      if (m.thread || date === last) return [m];
      last = date;
      return [{ id: `day-${date}`, day: m.at }, m];
    });
  };

  return {
    clear: () => { drawn = new Map(); room = null; },
    show: (messages, where) => {
      if (room !== where) {
        room = where;
        drawn = new Map();
        box.replaceChildren();
        newer.hidden = true;
        upward = false;
        first = true;
      }
      const end = first || atEnd();
      const items = parted(messages), ids = new Set(items.map(m => m.id)), news = [];
      for (const [id, old] of drawn) {
        if (ids.has(id)) continue;
        old.node.remove();
        drawn.delete(id);
      }
      let before = null;
      for (const m of items) {
        const key = JSON.stringify(m), old = drawn.get(m.id);
        let node = old?.node;
        if (old?.key !== key) {
          node = m.day ? el("li", { class: "day" }, el("span", {}, day(m.day))) : draw(m);
          if (old) {
            const focused = old.node.contains(document.activeElement) ? spot(old.node, document.activeElement) : -1;
            keepInputs(old.node, node);
            // What becomes shorter keeps its room: nothing moves under anybody's eyes.
            node.style.minHeight = `${old.node.offsetHeight}px`;
            old.node.replaceWith(node);
            if (focused >= 0) (node.querySelectorAll(press)[focused] ?? box).focus({ preventScroll: true });
          }
          if (!first && !m.day) news.push({ message: m, edited: Boolean(old) });
          drawn.set(m.id, { key, node });
        }
        const after = before ? before.nextSibling : box.firstChild;
        if (node !== after) box.insertBefore(node, after);
        before = node;
      }
      const fresh = news.filter(n => !n.edited).map(n => drawn.get(n.message.id).node);
      if (end) toEnd();
      const last = fresh[fresh.length - 1];
      if (last && last === box.lastElementChild) {
        // The head of a card that is taller than the pane is read first.
        if (end && last.offsetTop < box.scrollTop) box.scrollTop = last.offsetTop - 12;
        else if (!end) point(last, "New message ↓");
      } else if (last && last.offsetTop < box.scrollTop) {
        // A reply stands below what it answers, further up.
        point(last, "New reply ↑", true);
      }
      box.dataset.end = String(atEnd());
      for (const { message, edited } of news) if (message.bot) announce(message, edited);
      first = false;
    },
  };
};
