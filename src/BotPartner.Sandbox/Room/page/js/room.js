// What the server knows, what the page has seen of it, and acting on it.
export const state = { clock: null, teams: null, slack: null, wire: [], cards: true, seeded: true };

// What was done and seen so far; the tour's stops look at it.
export const seen = { pressed: [], said: [], moved: 0, over: false, opened: [] };

const listeners = [];
export const onState = listener => listeners.push(listener);

// Who is acting where; the panes fill this in.
export const mine = { teams: {}, slack: {} };

const wish = () => String(new URLSearchParams({
  teams: mine.teams.who ?? "", teamsRoom: mine.teams.room ?? "", slack: mine.slack.who ?? "", slackRoom: mine.slack.room ?? "",
}));

const fetchState = async query => {
  const response = await fetch(`state?${query}`);
  if (!response.ok) throw new Error(`The room answered ${response.status}.`);
  return response.json();
};

let running = null, again = false;
// Looks again; many wishes at once become one or two looks.
export const refresh = () => {
  again = true;
  running ??= (async () => {
    try {
      while (again) {
        again = false;
        const asked = wish(), found = await fetchState(asked);

        // Somebody else was chosen meanwhile: what was found is not theirs.
        if (asked !== wish()) {
          again = true;
          continue;
        }
        Object.assign(state, found);
        for (const listener of listeners) listener(state);
      }
    } finally {
      running = null;
    }
  })();
  return running;
};

// Does something as somebody; what the person is told comes back.
export const act = async (platform, what) => {
  const own = mine[platform] ?? {};
  let answer;
  try {
    answer = await ask({ platform, who: own.who, room: own.room, ...what });
  } catch {
    return { notice: "The room does not answer. Is it still running?", failed: true };
  }
  if (what.act === "say") seen.said.push({ platform, text: what.text });
  const refused = Boolean(answer.failed) || Object.keys(answer.errors ?? {}).length > 0;
  if (what.act === "press" || what.act === "submit") seen.pressed.push({ platform, act: what.act, label: what.label, who: own.who, refused });
  await refresh().catch(() => {});
  return answer;
};

const ask = async what => {
  const response = await fetch("act", {
    method: "POST",
    headers: { "X-Sandbox": "1", "Content-Type": "application/json" },
    body: JSON.stringify(what),
  });
  return response.ok ? response.json() : { notice: `The room answered ${response.status}.`, failed: true };
};

export const listen = () => {
  const changes = new EventSource("changes");
  changes.onmessage = () => refresh().catch(() => {});
  const gone = document.getElementById("gone");
  changes.onopen = () => {
    gone.hidden = true;
    refresh().catch(() => {});
  };
  // The browser tries again by itself.
  changes.onerror = () => { gone.hidden = false; };
};
