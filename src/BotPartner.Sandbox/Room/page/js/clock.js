import { act, seen, state } from "./room.js";

const now = document.getElementById("now");
const ahead = document.getElementById("ahead");
const say = document.getElementById("clock-say");
const notice = document.getElementById("clock-notice");
const stop = document.getElementById("stop");
const buttons = [...document.querySelectorAll("#clock .moves button:not(#stop)")];
let base = null, moving = false;

// The reader's own zone; cards name theirs.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
now.title = `Your time zone: ${zone}`;
const words = at => at.toLocaleString([], { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" });

const tick = () => {
  if (!base) return;
  const at = new Date(base.now + (performance.now() - base.at));
  now.dateTime = at.toISOString();
  now.textContent = words(at);
};

const span = seconds => {
  const minutes = Math.round(seconds / 60), days = Math.floor(minutes / 1440), hours = Math.floor(minutes % 1440 / 60);
  const parts = [days && `${days} d`, hours && `${hours} h`, minutes % 60 && `${minutes % 60} min`].filter(Boolean);
  return parts.length ? `${parts.join(" ")} ahead` : "in real time";
};

export const showClock = clock => {
  base = { now: clock.now, at: performance.now() };
  ahead.textContent = clock.moving ? "moving …" : span(clock.ahead);
  for (const button of buttons) button.setAttribute("aria-disabled", String(clock.moving));
  stop.disabled = !clock.moving;
  tick();
  // Said once it has arrived, not on its way.
  if (moving && !clock.moving) say.textContent = `It is now ${words(new Date(clock.now))}, ${zone}; ${span(clock.ahead)}.`;
  moving = clock.moving;
};

const move = async what => {
  if (state.clock?.moving) return;
  notice.textContent = "";
  const answer = await act("clock", what);
  seen.moved++;
  seen.over = Boolean(answer.notice);
  notice.textContent = answer.notice ?? "";
};

for (const button of buttons) {
  button.addEventListener("click", () => move(button.id === "next" ? { act: "next" } : { act: "forward", minutes: Number(button.dataset.minutes) }));
}
stop.addEventListener("click", () => act("clock", { act: "stop" }));
setInterval(tick, 1000);
