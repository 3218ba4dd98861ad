// The tour, as data: chapters of stops. A stop has a title, one sentence of what to do (text) and one of what to watch, the control it points
// at, when it is done, and how it plays itself; `next` names the button of a stop at which there is only something to read.
// A feature adds its stop to the chapter it belongs to.
import { oneBallot } from "./tour-vote.js";
import { whatWasAgreed } from "./tour-after.js";
import { aBetterText } from "./tour-rounds.js";
import { onItsWay } from "./tour-course.js";
import { aTension } from "./tour-tension.js";
import { peopleAndLanguages } from "./tour-people.js";

export const chapters = [oneBallot, whatWasAgreed, aBetterText, onItsWay, aTension, peopleAndLanguages];

export const stops = chapters.flatMap((chapter, i) => chapter.stops.map((stop, place) => ({ done: () => false, play: async () => {}, ...stop, chapter: i, place })));
