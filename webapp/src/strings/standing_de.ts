/** The sentences of the look at relaxed standing, in German. */

import type { StandingStrings } from "./standing_en.ts";

export const standingDe: StandingStrings = {
  title: "Entspannt stehen",
  lead: "Wenn du magst: wie du stehst, wenn du nicht daran denkst, als dein eigener Verlauf. Verglichen wirst du mit niemandem, und eine Diagnose ist es nicht. Ein anderes Oberteil kann mehr ändern als ein Grad.",
  look: "Einmal hinschauen",
  kinds: {
    better: "echte Veränderung",
    worse: "echte Veränderung",
    within_noise: "im Rauschen",
  },
  stand: "Stell dich seitlich hin",
  looking: "Ich suche dich …",
  hold: "Still halten",
  setup: "So stehst du",
  result: "Was ich gesehen habe",
  notMeasured: "Nicht gemessen",
  nothing: "Diesmal war nichts zu messen.",
  keep: "Behalten",
  again: "Noch einmal",
  close: "Schließen",
  kept: "Steht in deinem Tagebuch auf diesem Computer.",
  keptLabel: "Ein Blick, kein Training",
  measures: {
    upper_back_curvature: "Krümmung des oberen Rückens",
    head_forward_deg: "Kopf vor den Schultern",
  },
  away: "Der Coach antwortet nicht. Ich versuche es weiter …",
};
