// The tour, as data: what each stop says, which control it points at, when it is done, and how it plays itself.
// A feature adds its stop here.
import { be, buttonIn, fill, go, press, say, until } from "./hands.js";
import { seen, state } from "./room.js";

const messages = platform => [...document.querySelectorAll(`#${platform} .message.from-bot`)];
const text = node => node?.textContent ?? "";

// The newest card that votes are cast on, and the newest outcome.
const ballot = platform => messages(platform).filter(m => buttonIn(m, "Abstain")).at(-1);
const choices = platform => buttonIn(ballot(platform), "For")?.closest(".ac-actionSet, .actions");
const outcome = (platform, number) => messages(platform).filter(m => text(m).includes(`Outcome of decision ${number ?? ""}`)).at(-1);
const numberOf = card => /Decision (\d+)/.exec([...card?.querySelectorAll("h3, .ac-textBlock") ?? []].map(text).find(line => /^Decision \d+$/.test(line)) ?? "")?.[1] ?? "";
const count = words => Number((/(\d+) \/ \d+ · Turnout/.exec(words) ?? /Turnout: (\d+) of/.exec(words))?.[1] ?? 0);
const turnout = platform => count(text(ballot(platform)).replaceAll("\u200b", ""));
const pressed = (platform, start) => seen.pressed.slice(start).some(p => p.platform === platform && !p.refused && ["For", "Against", "Abstain", "Vote"].includes(p.label));

// A press may be refused; a vote is one that both cards count.
const begin = () => ({ from: seen.pressed.length, cast: turnout("slack") });
const voted = platform => ({ from, cast }) => pressed(platform, from) && turnout("teams") > cast && turnout("slack") > cast;

const there = async platform => {
  await go("teams");
  await go("slack");
  await until(() => ballot(platform), "The ballot");
};

// As the first of them whose vote is new.
const vote = async (platform, people) => {
  await there(platform);
  for (const name of people) {
    const before = turnout(platform);
    await be(platform, name);
    await press(() => ballot(platform), "For");
    if (await until(() => turnout(platform) > before, "The vote", 8_000).catch(() => false)) return;
  }
  throw new Error("Nobody here has a vote left to cast.");
};

export const stops = [
  {
    title: "A rehearsal partnership",
    text: "Six invented partners have joined forces as the Clean Rivers Alliance: three chat in Teams, three in Slack. You can be any of them. Everything here is played; the bot is the real one.",
    at: "#teams .me",
    done: () => false,
    play: async () => {},
    next: "Begin",
  },
  {
    title: "Put a proposal",
    text: "Be Anna, in Teams, and type what the partners shall decide: @BotPartner decide Adopt the river charter | majority > 1/2 | quorum 50% | closes in 3d",
    at: "#teams .say",
    start: () => ({ before: ballot("teams")?.dataset.id }),
    done: ({ before }) => ballot("teams") && ballot("teams").dataset.id !== before && ballot("slack"),
    play: async () => {
      await be("teams", "Anna Berg");
      await go("teams");
      await go("slack");
      await say("teams", "@BotPartner decide Adopt the river charter | majority > 1/2 | quorum 50% | closes in 3d");
    },
  },
  {
    title: "Vote in Teams",
    text: "The same ballot now stands in both chats. Press For on the card in Teams: you vote for the partner you speak for.",
    at: () => choices("teams"),
    start: begin,
    done: voted("teams"),
    play: () => vote("teams", ["Anna Berg", "Chidi Okafor", "Élodie Martin"]),
  },
  {
    title: "Vote in Slack",
    text: "Bo’s organisation works in Slack, and reads the same numbers there. Press For on the card on the right, and see both cards change.",
    at: () => choices("slack"),
    start: begin,
    done: voted("slack"),
    play: () => vote("slack", ["Bo Lind", "Dana Reyes"]),
  },
  {
    title: "Say why",
    text: "Be Femi, of the Delta Fishers Council, and press “Vote with a reason…”. A form opens; the reason stands on both cards.",
    at: () => choices("slack"),
    start: () => ({ from: seen.pressed.length, teams: text(ballot("teams")), slack: text(ballot("slack")) }),
    done: kept => seen.pressed.slice(kept.from).some(p => p.act === "submit" && !p.refused) && ["teams", "slack"].every(p => text(ballot(p)) !== kept[p]),
    play: async () => {
      await be("slack", "Femi Adeyemi");
      await there("slack");
      await press(() => ballot("slack"), "Vote with a reason…");
      const field = name => () => document.querySelector(`#slack dialog [data-block="${name}"] select, #slack dialog [data-block="${name}"] textarea`);
      await fill(field("choice"), "against");
      await fill(field("reason"), "The fishing season is not in it yet.");
      await press(() => document.querySelector("#slack dialog[open]"), "Vote");
      await press(() => document.querySelector("#slack dialog[open]"), "Close");
      await until(() => !document.querySelector("#slack dialog[open]"), "The end of the form");
    },
  },
  {
    title: "Let the deadline come",
    text: "Three days is long to wait. Move the clock to the next event, and again: first those who have not voted are reminded, each in private, as the wire below tells; then, at its deadline, the decision closes by itself and is counted.",
    at: "#next",
    start: () => ({ number: numberOf(ballot("teams")) }),
    done: ({ number }) => outcome("teams", number) && outcome("slack", number),
    // Reminders come before, and other proposals may be due before.
    play: async ({ number }) => {
      await go("teams");
      await go("slack");
      const told = () => outcome("teams", number) && outcome("slack", number);
      while (!told()) {
        await until(() => !state.clock.moving, "The end of the move", 120_000);
        const moved = seen.moved;
        document.getElementById("next").click();
        await until(() => seen.moved > moved || told(), "The next event", 300_000);

        // One side may still be on its way to be drawn; another move would go far beyond.
        await until(told, "The outcome", 1_500).catch(() => false);
        if (seen.over && !told()) throw new Error("Nothing more happens, and there is no outcome. Skip this stop, or put another proposal.");
      }
    },
  },
  {
    title: "Read the outcome",
    text: "Both chats tell the outcome with its working: who took part, what quorum was needed, the exact share. The card above shows who voted what.",
    at: () => outcome("teams"),
    done: () => false,
    play: async () => {},
    next: "Go on",
  },
  {
    title: "Now it is yours",
    text: "Be anybody, try consent and an objection, ask for “help”, come in as a guest and join. Type it, or press it. Nothing leaves this machine.",
    at: "#slack .me",
    done: () => false,
    play: async () => {},
    next: "End the tour",
  },
];
