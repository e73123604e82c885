/** What the server says of the look at relaxed standing, in German: by the English text. */

export const standingTexts: Readonly<Record<string, string>> = {
  "Standing relaxed": "Entspannt stehen",
  "How you stand when you are not thinking about it, for your own trend only: it judges nothing, and a different shirt changes more than a degree.":
    "Wie du stehst, wenn du nicht daran denkst, nur als dein eigener Verlauf: Es wird nichts bewertet, und ein anderes Oberteil ändert mehr als ein Grad.",
  "Stand side-on to the camera, as you stand when you wait for a bus.":
    "Stell dich seitlich zur Kamera, so wie du an der Haltestelle stehst.",
  "Let your arms hang and look straight ahead.": "Lass die Arme hängen und schau geradeaus.",
  "Wear a top that lies close, the same kind each time, and keep long hair off your back.":
    "Trag ein anliegendes Oberteil, jedes Mal ein ähnliches, und nimm lange Haare vom Rücken.",
  "Side-on, at the height of your chest, looking straight at your side.":
    "Seitlich, auf Höhe deiner Brust, mit geradem Blick auf deine Seite.",
  "Turn until one side faces the camera squarely.":
    "Dreh dich, bis eine Seite genau zur Kamera zeigt.",
  "Let both arms hang, with nothing in your hands.":
    "Lass beide Arme hängen, mit nichts in den Händen.",
  "Good. Stay like this, and breathe easily.": "Gut. Bleib so und atme ruhig.",
  "Stand still for a moment.": "Bleib einen Moment still stehen.",
  "Done. You can move again.": "Fertig. Du kannst dich wieder bewegen.",
  "Upper-back curve": "Krümmung des oberen Rückens",
  "Upper-back curve, standing relaxed": "Krümmung des oberen Rückens, entspannt stehend",
  "Head before the shoulders": "Kopf vor den Schultern",
  "Head position, standing relaxed": "Kopfhaltung, entspannt stehend",
  "0 is straight; the higher, the rounder.": "0 ist gerade; je höher, desto runder.",
  "0 is straight above them; the higher, the further forward.":
    "0 ist genau darüber; je höher, desto weiter vorn.",
  "A plain background and a top that lies close help; keep hair and hood off your back.":
    "Ein ruhiger Hintergrund und ein anliegendes Oberteil helfen; Haare und Kapuze weg vom Rücken.",
  "Keep your face in the picture, side-on, with no hair or collar over your ears.":
    "Halte das Gesicht seitlich im Bild, ohne Haare oder Kragen über den Ohren.",
  "the joints it needs were hidden": "die nötigen Gelenke waren verdeckt",
  "needs the silhouette, which did not come along": "braucht den Umriss, der nicht mitkam",
  "the outline of the back could not be read": "der Umriss des Rückens war nicht zu lesen",
};
