import { act, seen, state } from "./room.js";

const now = document.getElementById("now");
const ahead = document.getElementById("ahead");
const notice = document.getElementById("clock-notice");
const stop = document.getElementById("stop");
const buttons = [...document.querySelectorAll("#clock .moves button:not(#stop)")];
let base = null;

const tick = () => {
  if (!base) return;
  const at = new Date(base.now + (performance.now() - base.at));
  now.dateTime = at.toISOString();
  now.textContent = at.toLocaleString([], { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
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
