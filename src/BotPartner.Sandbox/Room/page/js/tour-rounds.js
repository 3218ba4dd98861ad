// An objection leads to a better text, and that to a new round.
import { be, buttonIn, go, press, until } from "./hands.js";
import { seen } from "./room.js";
import { ballot, both, card, choices, here, messages, numberOf, outcome, putting, text, turnout, typed, vote, voting } from "./tour-look.js";

const met = "This meets the concern";
const question = () => messages("slack").filter(m => buttonIn(m, met)).at(-1);
const says = words => both(p => text(card(p, numberOf())).includes(words));

export const aBetterText = {
  title: "An objection, a better text",
  stops: [
    putting({
      title: "Ask for consent",
      text: "Consent asks not who is for it, but who cannot live with it. As Anna, type:",
      proposal: "Close the old sluice in April | consent | quorum 50% | closes in 3d",
      watch: "The buttons are others: Consent, Stand aside, Object.",
    }),
    voting({
      title: "Object",
      text: "Be Femi, in Slack, press “Object…”, and say why.",
      watch: "Without a reason it is not taken; with one, it stands on both cards.",
      who: "Femi Adeyemi",
      button: "Object…",
      fields: { reason: "April is when the eels pass." },
    }),
    typed({
      title: "Amend the text",
      text: "As Anna, take the objection up:",
      command: n => `@BotPartner amend ${n} Close the old sluice in August`,
      watch: "Voting pauses: who objected is asked first.",
      done: () => says("is being prepared") || says("Round 1"),
    }),
    {
      title: "The objector is asked first",
      text: `Be Femi, open the chat with BotPartner in Slack, and press “${met}”.`,
      watch: "The new round opens by itself, and Anna is told.",
      at: question,
      start: () => ({ from: seen.pressed.length }),
      done: ({ from }) => seen.pressed.slice(from).some(p => p.label === met && !p.refused),
      play: async () => {
        await be("slack", "Femi Adeyemi");
        await go("slack", "BotPartner");
        await press(question, met);
      },
    },
    {
      title: "Vote afresh",
      text: "Votes of the first round count no more. In the channels, give Consent for three partners, in both chats.",
      watch: "The card keeps the first round as its history.",
      at: () => choices("teams"),
      done: () => says("Round 1") && both(p => turnout(p) >= 3),
      play: async () => {
        await here();
        await until(() => says("Round 1") && ballot("teams") && ballot("slack"), "The new round");
        await vote("teams", ["Anna Berg"], "Consent");
        await vote("teams", ["Chidi Okafor"], "Consent");
        await vote("slack", ["Femi Adeyemi"], "Consent");
      },
    },
    typed({
      title: "End it early",
      text: "All is said. Who put it may close it before its time; as Anna, type:",
      command: n => `@BotPartner close ${n}`,
      watch: "Adopted, without anybody being out-voted.",
      done: () => both(p => outcome(p, numberOf())),
    }),
  ],
};
