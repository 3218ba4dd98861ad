// Leads through the stops: shows one, points at its control, and goes on when the page has seen what it waits for.
import { el } from "./dom.js";
import { until, wait } from "./hands.js";
import { state } from "./room.js";
import { chapters, stops } from "./tour-stops.js";

const root = document.getElementById("tour");
const say = document.getElementById("tour-say");
let at = -1, kept = {}, playing = false, marked = null;

const target = stop => typeof stop.at === "function" ? stop.at() : document.querySelector(stop.at);

const mark = node => {
  if (marked === node) return;
  marked?.classList.remove("pointed");
  marked = node;
  node?.classList.add("pointed");
  const list = node?.closest(".messages");
  if (!list) return;
  // Within its list only: the page stays where one reads.
  const [box, view] = [node.getBoundingClientRect(), list.getBoundingClientRect()];
  if (box.top < view.top || box.height > view.height) list.scrollTop += box.top - view.top - 12;
  else if (box.bottom > view.bottom) list.scrollTop += box.bottom - view.bottom + 12;
};

const button = (text, onclick, kind, id) => el("button", { type: "button", class: kind, onclick, id }, text);

const goTo = (to, focus) => {
  at = to;
  const stop = stops[at];
  kept = stop?.start?.() ?? {};
  root.dataset.stop = stop ? String(at) : "none";
  if (!stop) {
    mark(null);
    say.textContent = "";
    root.replaceChildren(
      el("h2", { id: "tour-title" }, "The tour"),
      el("p", {}, state.seeded
        ? "See what the bot does, in chapters of a minute each: step by step by your own hand, or played for you."
        : "This room began empty. Found a partnership with the button in the channel, or type @BotPartner setup and a name; then add partners, join one, and connect Slack. Started without --empty, the room has all that and a tour."),
      // What an element is given may be missing; what is put in its place may not.
      ...!state.seeded ? [] : [el("label", { class: "from" }, "Begin with ", el("select", { id: "tour-from" }, chapters.map((c, i) => el("option", { value: i }, c.title)))),
      el("div", { class: "actions" }, button("Start the tour", () => goTo(first(Number(root.querySelector("#tour-from").value)), true), "primary", "tour-start"), button("Play it all", playAll, "", "tour-play"))]);
    if (focus) root.querySelector("button")?.focus({ preventScroll: true });
    return;
  }
  const words = typeof stop.text === "function" ? stop.text() : stop.text;
  say.textContent = [`${stop.title}.`, words, stop.watch].filter(Boolean).join(" ");
  root.replaceChildren(
    el("p", { class: "step" }, `${chapters[stop.chapter].title} · ${stop.place + 1} of ${chapters[stop.chapter].stops.length}`),
    el("h2", { id: "tour-title", tabindex: "-1" }, stop.title),
    el("p", { class: "do" }, words),
    ...stop.watch ? [el("p", { class: "watch" }, el("b", {}, "Watch: "), stop.watch)] : [],
    el("div", { class: "actions" },
      stop.next ? button(stop.next, () => next(), "primary", "tour-next") : button("Do it for me", doIt, "primary", "tour-do"),
      stop.next ? null : button("Skip", () => next(), "", "tour-skip"),
      stop.chapter + 1 < chapters.length ? button("Next chapter", () => goTo(first(stop.chapter + 1), true), "", "tour-chapter") : null,
      at === 0 ? button("Play it all", playAll, "", "tour-play") : null,
      button("End", end, "plain", "tour-end")));
  if (focus) root.querySelector("h2").focus({ preventScroll: true });
  showTour();
};

const first = chapter => stops.findIndex(stop => stop.chapter === chapter);

const next = () => {
  const focus = root.contains(document.activeElement);
  if (at + 1 === stops.length) remember();
  goTo(at + 1 < stops.length ? at + 1 : -1, focus);
};

// Who has ended it, or come to its end, is not led again on the next visit.
const remember = () => localStorage.setItem("tour", "ended");

const end = () => {
  remember();
  goTo(-1, true);
};

const doIt = async () => {
  const stop = stops[at], own = root.querySelector("#tour-do");
  if (own) own.disabled = true;
  try {
    await stop.play(kept);
    if (stops[at] === stop) showTour();
  } catch (error) {
    if (stops[at] === stop) root.append(el("p", { class: "error", role: "alert" }, error.message));
  } finally {
    if (own) own.disabled = false;
  }
};

// Unattended: each stop plays itself, with time to read.
const playAll = async () => {
  if (playing) return;
  playing = true;
  root.dataset.playing = "true";
  try {
    if (at < 0) goTo(first(Number(root.querySelector("#tour-from")?.value ?? 0)));
    while (at >= 0) {
      const now = at;
      await wait(900);
      if (stops[now].next) {
        next();
        continue;
      }
      await doIt();
      await until(() => at !== now, stops[now].title);
    }
  } catch (error) {
    root.append(el("p", { class: "error", role: "alert" }, error.message));
  } finally {
    playing = false;
    delete root.dataset.playing;
  }
};

// After each change: is the stop done, and where is its control now?
export const showTour = () => {
  const stop = stops[at];
  if (!stop) return;
  if (stop.done(kept)) {
    next();
    return;
  }
  mark(target(stop));
};

export const startTour = () => goTo(!state.seeded || localStorage.getItem("tour") === "ended" ? -1 : 0);
