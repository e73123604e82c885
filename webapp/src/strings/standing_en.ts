/** The sentences of the look at relaxed standing, in English. */

export const standingEn = {
  title: "Standing relaxed",
  lead: "If you like: how you stand when you are not thinking about it, as your own trend. It is compared with nobody, and it is no diagnosis. A different shirt can change it more than a degree does.",
  look: "Take a look",
  kinds: { better: "real change", worse: "real change", within_noise: "within noise" },
  stand: "Stand side-on",
  looking: "Looking for you …",
  hold: "Hold still",
  setup: "How to stand",
  result: "What I saw",
  notMeasured: "Not measured",
  nothing: "Nothing could be measured this time.",
  keep: "Keep",
  again: "Again",
  close: "Close",
  kept: "Kept in your journal on this computer.",
  keptLabel: "A look, no training",
  measures: {
    upper_back_curvature: "Upper-back curve",
    head_forward_deg: "Head before the shoulders",
  } as Readonly<Record<string, string>>,
  away: "The coach does not answer. I keep trying …",
};

export type StandingStrings = typeof standingEn;
