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

onState(state => {
  missing.hidden = state.cards && Boolean(globalThis.AdaptiveCards);
  panes.forEach(p => p.draw(state[p.platform]));
  showClock(state.clock);
  showWire(state.wire);
  showTour();
});
showTheme(() => panes.forEach(p => p.redraw()));
startTour();
await refresh();
listen();
document.documentElement.dataset.ready = "true";
