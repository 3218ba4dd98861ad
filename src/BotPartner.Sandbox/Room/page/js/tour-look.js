// What the tour's stops look at on the page, and what several of them do.
import { be, buttonIn, fill, go, press, say, until } from "./hands.js";
import { seen, state } from "./room.js";

export const text = node => node?.textContent.replaceAll("\u200b", "") ?? "";
export const messages = platform => [...document.querySelectorAll(`#${platform} .message.from-bot`)];
export const both = look => ["teams", "slack"].every(look);
export const newest = (platform, ...words) => messages(platform).filter(m => words.every(word => text(m).includes(word))).at(-1);

// The newest card that votes are cast on, and its number.
export const ballot = platform => messages(platform).filter(m => buttonIn(m, "Abstain", "Stand aside")).at(-1);
export const choices = platform => buttonIn(ballot(platform), "For", "Consent")?.closest(".ac-actionSet, .actions");
const number = node => /Decision (\d+)/.exec([...node?.querySelectorAll("h3, .ac-textBlock") ?? []].map(text).find(line => /^Decision \d+$/.test(line)) ?? "")?.[1] ?? "";
export const card = (platform, of) => messages(platform).filter(m => number(m) === of).at(-1);
export const outcome = (platform, of) => newest(platform, `Outcome of decision ${of ?? ""}`);
export const turnout = platform => {
  const words = text(ballot(platform));
  return Number((/(\d+) \/ \d+ · Turnout/.exec(words) ?? /Turnout: (\d+) of/.exec(words))?.[1] ?? 0);
};

// The decision that a chapter is about: the one it put, or else the newest that can be seen.
export const about = { number: "" };
export const numberOf = () => about.number ||= number(ballot("teams")) || /Outcome of decision (\d+)/.exec(text(outcome("teams")))?.[1] || "";

export const here = async () => {
  await go("teams");
  await go("slack");
};

// A stop at which somebody votes in Slack by the form; what they say stands on both cards then.
export const voting = ({ who, button, fields, ...stop }) => ({
  ...stop,
  at: () => choices("slack"),
  start: () => ({ from: seen.pressed.length, teams: text(ballot("teams")), slack: text(ballot("slack")) }),
  done: kept => seen.pressed.slice(kept.from).some(p => p.act === "submit" && !p.refused) && both(p => text(ballot(p)) !== kept[p]),
  play: async () => {
    await here();
    await be("slack", who);
    await press(() => ballot("slack"), button);
    for (const [name, value] of Object.entries(fields)) {
      await fill(() => document.querySelector(`#slack dialog [data-block="${name}"] select, #slack dialog [data-block="${name}"] textarea`), value);
    }
    await press(() => document.querySelector("#slack dialog[open]"), "Vote");
    await press(() => document.querySelector("#slack dialog[open]"), "Close");
    await until(() => !document.querySelector("#slack dialog[open]"), "The end of the form");
  },
});

// A stop at which Anna types a command; what it says and what is done are told by its number.
export const typed = ({ command, who = "Anna Berg", platform = "teams", ...stop }) => ({
  at: `#${platform} .say`,
  ...stop,
  text: () => `${stop.text} ${command(numberOf() || "N")}`,
  play: async () => {
    await here();
    await be(platform, who);
    await say(platform, command(numberOf()));
  },
});

// A stop at which Anna puts a proposal.
export const putting = ({ proposal, ...stop }) => ({
  ...typed({ command: () => `@BotPartner decide ${proposal}`, ...stop }),
  start: () => {
    about.number = "";
    return { before: ballot("teams")?.dataset.id };
  },
  done: ({ before }) => {
    const put = ballot("teams") && ballot("teams").dataset.id !== before && ballot("slack");
    if (put) about.number = number(ballot("teams"));
    return put;
  },
});

// As the first of them whose vote is new.
export const vote = async (platform, people, choice = "For") => {
  await here();
  await until(() => ballot(platform), "The ballot");
  for (const name of people) {
    const before = turnout(platform);
    await be(platform, name);
    await press(() => ballot(platform), choice);
    if (await until(() => turnout(platform) > before, "The vote", 8_000).catch(() => false)) return;
  }
  throw new Error("Nobody here has a vote left to cast.");
};

// A press may be refused; a vote is one that both cards count.
export const counting = () => ({ from: seen.pressed.length, cast: turnout("slack") });
export const voted = (platform, { from, cast }) => seen.pressed.slice(from).some(p => p.platform === platform && !p.refused) && both(p => turnout(p) > cast);

// Moves the clock from event to event, until what is waited for has come: other proposals may be due before.
export const untilCome = async (come, what, place = here) => {
  await place();
  while (!come()) {
    await until(() => !state.clock.moving, "The end of the move", 120_000);
    const moved = seen.moved;
    document.getElementById("next").click();
    await until(() => seen.moved > moved || come(), "The next event", 120_000);

    // One side may still be on its way to be drawn; another move would go far beyond.
    await until(come, what, 1_500).catch(() => false);
    if (seen.over && !come()) throw new Error(`Nothing more happens, and there is no ${what}. Skip this stop, or put another proposal.`);
  }
};

export const told = (from, kind) => state.wire.some(e => e.number > from && !e.toBot && kind.test(e.words));
export const lastOnWire = () => state.wire.at(-1)?.number ?? 0;
