// After a decision: what was agreed, its review, its record.
import { be, go, say } from "./hands.js";
import { both, messages, newest, numberOf, text, typed } from "./tour-look.js";

const files = () => document.querySelectorAll("#slack a.file").length;
const exports = () => messages("teams").filter(m => text(m).includes("All decisions of this partnership")).length;

export const whatWasAgreed = {
  title: "What was agreed",
  stops: [
    typed({
      title: "State the outcome",
      text: "Who does what, and when to look at it again? Be Anna, and type:",
      command: n => `@BotPartner outcome ${n} Each partner names a river warden by March | review in 6m`,
      watch: "Words and review date stand on the card in both chats; on that day the bot comes back to it.",
      done: () => both(p => newest(p, `What was agreed in decision ${numberOf()}`)),
    }),
    typed({
      title: "The record",
      text: "Every closed decision has a record that anybody can check. Be Bo, in Slack, and type:",
      command: n => `/partner record ${n}`,
      who: "Bo Lind",
      platform: "slack",
      watch: "A file comes with its fingerprint; each record carries that of the one before.",
      start: () => ({ before: files() }),
      done: ({ before }) => files() > before,
    }),
    {
      title: "All decisions as one file",
      text: "Be Anna, open her chat with BotPartner, and type: export decisions",
      watch: "The link is for her alone, and runs out.",
      at: "#teams .say",
      start: () => ({ before: exports() }),
      done: ({ before }) => exports() > before,
      play: async kept => {
        await be("teams", "Anna Berg");
        await go("teams", "BotPartner");
        kept.before = exports();
        await say("teams", "export decisions");
      },
    },
  ],
};
