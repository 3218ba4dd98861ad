// One ballot in two chats: put, voted on, reminded of, counted.
import { be, go, press } from "./hands.js";
import { state } from "./room.js";
import { ballot, both, choices, counting, here, lastOnWire, newest, numberOf, outcome, putting, text, told, untilCome, vote, voted, voting } from "./tour-look.js";

// Whatever the hour now: between half time and the last day lies a whole day, and in it an hour at which people are written to.
const chidiIsTold = from => told(from, /^posts a message to Chidi Okafor, in private$/);
const reminder = platform => newest(platform, `Decision ${numberOf()} waits for your vote`);

export const oneBallot = {
  title: "One ballot, two chats",
  stops: [
    {
      title: "A rehearsal partnership",
      text: "Six invented partners are the Clean Rivers Alliance: three chat in Teams, three in Slack. You can be any of them. Everything here is played; the bot is the real one.",
      at: "#teams .me",
      next: "Begin",
    },
    putting({
      title: "Put a proposal",
      text: "Be Anna, in Teams, and type what the partners shall decide:",
      proposal: "Adopt the river charter | majority > 1/2 | quorum 50% | closes in 4d",
      watch: "The same ballot appears in both chats.",
    }),
    {
      title: "Vote in Teams",
      text: "Press For on the card in Teams: you vote for the partner you speak for.",
      watch: "The turnout goes up on both cards.",
      at: () => choices("teams"),
      start: counting,
      done: kept => voted("teams", kept),
      play: () => vote("teams", ["Anna Berg", "Élodie Martin", "Chidi Okafor"]),
    },
    {
      title: "Vote in Slack",
      text: "Bo’s organisation works in Slack. Press For on the card on the right.",
      watch: "Both cards name his organisation.",
      at: () => choices("slack"),
      start: counting,
      done: kept => voted("slack", kept),
      play: () => vote("slack", ["Bo Lind", "Dana Reyes"]),
    },
    voting({
      title: "Say why",
      text: "Be Femi, of the Delta Fishers Council, and press “Vote with a reason…”.",
      watch: "The reason stands on both cards, word by word.",
      who: "Femi Adeyemi",
      button: "Vote with a reason…",
      fields: { choice: "against", reason: "The fishing season is not in it yet." },
    }),
    {
      title: "Half of the time is over",
      text: "Move the clock to the next event: those who have not voted are reminded.",
      watch: "The wire says who is told, each in private; who has voted is left in peace.",
      at: "#next",
      start: () => ({ from: lastOnWire(), ahead: state.clock.ahead }),
      done: ({ from, ahead }) => state.clock.ahead > ahead && chidiIsTold(from),
      play: ({ from }) => untilCome(() => chidiIsTold(from), "reminder"),
    },
    {
      title: "The reminder",
      text: "Be Chidi, and open his chat with BotPartner.",
      watch: "It says why it comes, takes the vote, and turns itself off.",
      at: () => reminder("teams"),
      done: () => reminder("teams"),
      play: async () => {
        await be("teams", "Chidi Okafor");
        await go("teams", "BotPartner");
      },
    },
    {
      title: "Let the deadline come",
      text: "Back in the channel, move the clock on: after a last reminder the decision closes by itself and is counted.",
      watch: "The outcome comes to both chats at the same moment.",
      at: "#next",
      done: () => both(p => outcome(p, numberOf())),
      play: () => untilCome(() => both(p => outcome(p, numberOf())), "outcome"),
    },
    {
      title: "Read the outcome",
      text: "Both chats tell it with its working: who took part, what quorum was needed, the exact share.",
      watch: "The card above shows who voted what.",
      at: () => outcome("teams"),
      next: "Go on",
    },
  ],
};
