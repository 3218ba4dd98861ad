// What can happen to a decision on its way: a mandate, more time, and that it is taken back.
import { both, card, choices, counting, newest, numberOf, putting, text, typed, vote, voted } from "./tour-look.js";

const says = words => both(p => text(card(p, numberOf())).includes(words));

export const onItsWay = {
  title: "Mandates and more time",
  stops: [
    putting({
      title: "Allow mandates",
      text: "Terms are said when a decision is put. As Anna, type:",
      proposal: "Fund four wells | majority > 1/2 | mandates 1 | closes in 2d",
      watch: "Both cards say that a partner may speak for one other.",
    }),
    typed({
      title: "Give a mandate",
      text: "Chidi is at sea this week. As Chidi, type:",
      command: n => `@BotPartner mandate ${n} to Nordic Water Fund`,
      who: "Chidi Okafor",
      watch: "Both cards say who speaks for whom.",
      done: () => says("speaks for"),
    }),
    {
      title: "One press, two votes",
      text: "Be Bo, of the Nordic Water Fund, and press For in Slack.",
      watch: "The turnout goes up by two.",
      at: () => choices("slack"),
      start: counting,
      done: kept => voted("slack", kept),
      play: () => vote("slack", ["Bo Lind"]),
    },
    typed({
      title: "Give it longer",
      text: "Somebody needs more time. As Anna, type:",
      command: n => `@BotPartner extend ${n} 3d`,
      watch: "Both cards say the new end, the old one, and who moved it.",
      done: () => says("extended by"),
    }),
    typed({
      title: "Take it back",
      text: "A donor pays for the wells: nothing is left to decide. As Anna, type:",
      command: n => `@BotPartner withdraw ${n} A donor pays for them now.`,
      watch: "Both chats are told why; the votes are kept, and decide nothing.",
      done: () => both(p => newest(p, `Decision ${numberOf()} was withdrawn`)),
    }),
  ],
};
