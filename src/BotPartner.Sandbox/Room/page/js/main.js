import { pane } from "./pane.js";
import { teams } from "./teams.js";
import { slack } from "./slack.js";
import { listen, onState, refresh } from "./room.js";
import { showClock } from "./clock.js";
import { showWire } from "./wire.js";
import { showTour, startTour } from "./tour.js";
import { showTheme } from "./switch.js";

const panes = [pane(teams), pane(slack)];
const missing = document.getElementById("missing");

// What a service refuses is told where it would have appeared; being asked to wait is no refusal.
let told = null;
const showRefusals = wire => {
  for (const entry of wire) {
    if (told === null || entry.number <= told || entry.toBot || !entry.refused || /^(429|ratelimited)/.test(entry.refused)) continue;
    panes.find(p => p.platform === entry.service)?.tell(`${entry.service === "slack" ? "Slack" : "Teams"} refused what the bot sent: ${entry.refused}`);
  }
  told = wire.at(-1)?.number ?? 0;
};

onState(state => {
  missing.hidden = state.cards && Boolean(globalThis.AdaptiveCards);
  panes.forEach(p => p.draw(state[p.platform]));
  showRefusals(state.wire);
  showClock(state.clock);
  showWire(state.wire);
  showTour();
});
showTheme(() => panes.forEach(p => p.redraw()));
await refresh();
startTour();
listen();
document.documentElement.dataset.ready = "true";
