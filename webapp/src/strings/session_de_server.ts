/** What the server says while somebody trains, of doses and of refusals, and in its drawings, in German. */

export const sessionTexts: Readonly<Record<string, string>> = {
  // Parts of the body, as what is not seen or cut off
  head: "deinen Kopf",
  shoulders: "deine Schultern",
  elbows: "deine Ellbogen",
  hands: "deine Hände",
  hips: "deine Hüften",
  knees: "deine Knie",
  feet: "deine Füße",
  "shoulders and hips": "deine Schultern und Hüften",

  // Placement
  "I can hardly see you. Make it brighter, with no lamp behind you.":
    "Ich sehe dich kaum. Mach es heller, ohne Lampe hinter dir.",
  "I can see all of you.": "Ich sehe dich ganz.",
  "I can't see you. Step into the picture, with your whole body.":
    "Ich sehe dich nicht. Komm mit dem ganzen Körper ins Bild.",
  "I can't see you. Step back until your whole body is in the picture.":
    "Ich sehe dich nicht. Geh zurück, bis du ganz im Bild bist.",
  "Move away from that edge of the picture, or step back.":
    "Geh von diesem Rand weg oder einen Schritt zurück.",
  "Step back, or tilt the camera up.": "Geh zurück oder kipp die Kamera nach oben.",
  "Step back, or tilt the camera down.": "Geh zurück oder kipp die Kamera nach unten.",
  "You are too near. Step back until your whole body is in the picture.":
    "Du bist zu nah. Geh zurück, bis du ganz im Bild bist.",
  "You are far away. Come nearer, or move the camera nearer.":
    "Du bist weit weg. Komm näher oder stell die Kamera näher.",

  // While counting
  "I have you. Begin when you are ready.": "Ich habe dich. Beginn, wenn du so weit bist.",
  "Someone else came into the picture; I go on when I see you again.":
    "Jemand anderes kam ins Bild; ich mache weiter, wenn ich dich wieder sehe.",

  // Doses and tests
  "You chose this dose.": "Diese Dosis hast du gewählt.",
  "You chose the beginner level.": "Du hast die Stufe für den Anfang gewählt.",
  "You chose the intermediate level.": "Du hast die mittlere Stufe gewählt.",
  "You chose the advanced level.": "Du hast die fortgeschrittene Stufe gewählt.",
  "As many as go with good form; end the set when the form goes.":
    "So viele, wie sauber gehen; beende den Satz, wenn es unsauber wird.",
  "Slowly, as far as it feels easy.": "Langsam, so weit es leicht geht.",
  "Pause the session": "Mach eine Pause",
  "Rest. Go on only when it is gone; if it comes back, stop for today.":
    "Ruh dich aus. Mach erst weiter, wenn es weg ist; kommt es wieder, hör für heute auf.",
  dizziness: "Schwindel",
  nausea: "Übelkeit",
  "tingling in the hand": "Kribbeln in der Hand",
  "sharp pain": "stechender Schmerz",
  "a band with a nick or a tear": "ein Band mit Kerbe oder Riss",

  // Why something was not measured
  "needs the silhouette, which this recording does not have":
    "braucht den Umriss, den diese Aufnahme nicht hat",
  "the joints it needs were hidden in every rep":
    "die nötigen Gelenke waren in jeder Wiederholung verdeckt",

  // Refusals
  "Your answers to the health questions leave it out; choose another exercise. To answer again: upperback start, or About you in the page.":
    "Nach deinen Antworten auf die Gesundheitsfragen fällt sie weg; wähl eine andere Übung. Neu antworten kannst du unter „Über dich“.",
  "Choose an easy one, or say when they have agreed: upperback start --agreed, or About you in the page.":
    "Wähl eine leichte, oder sag unter „Über dich“, wenn sie einverstanden sind.",
  "Choose another exercise until then. Said by mistake? upperback pain --remove ID":
    "Wähl bis dahin eine andere Übung. Aus Versehen gesagt? upperback pain --remove ID",
  "No such training session.": "Dieses Training gibt es nicht.",
  "Only pages of this server may ask for that.": "Darum dürfen nur Seiten dieses Coaches bitten.",
  "Type in the code first.": "Gib zuerst den Code ein.",
  "This coach keeps no journal.": "Dieser Coach führt kein Tagebuch.",
  "The file is empty.": "Die Datei ist leer.",
  "The file is too large.": "Die Datei ist zu groß.",
  "a training still runs: end it first": "Ein Training läuft noch: Beende es zuerst.",
  "this training still runs: end it first": "Dieses Training läuft noch: Beende es zuerst.",
  "it was deleted more than ten minutes ago and is gone":
    "Es wurde vor mehr als zehn Minuten gelöscht und ist weg.",
  "no such training session; it may be over":
    "Dieses Training gibt es nicht; vielleicht ist es vorbei.",
  "another window goes on with this session":
    "Ein anderes Fenster macht mit diesem Training weiter.",
  "the server stops": "Der Coach wird beendet.",
  "the server does not answer": "Der Coach antwortet nicht.",
  "a training session is open already: go on with it, or replace it":
    "Ein Training ist schon offen: Mach damit weiter oder ersetz es.",

  // Drawings: no longer than the English, there is no more room
  Front: "Vorn",
  Back: "Hinten",
  "From above": "Von oben",
  "From the side": "Von der Seite",
  camera: "Kamera",
  "good too": "geht auch",
  "in the picture": "im Bild",
  "works most": "Hauptarbeit",
  helps: "hilft",
  "is stretched": "gedehnt",
  "worked a lot": "viel getan",
  "worked some": "etwas getan",
  "was stretched": "gedehnt",
  "Muscles of the last seven days": "Muskeln der letzten sieben Tage",
};

export const sessionPatterns: readonly (readonly [RegExp, string])[] = [
  [
    /^I can't see your (.+) well\. Is something in the way\?$/,
    "Ich sehe $1 nicht gut. Ist etwas im Weg?",
  ],
  [
    /^The left edge of the picture cuts your (.+) off\. (.+)$/,
    "Der linke Bildrand schneidet $1 ab. $2",
  ],
  [
    /^The right edge of the picture cuts your (.+) off\. (.+)$/,
    "Der rechte Bildrand schneidet $1 ab. $2",
  ],
  [
    /^The top edge of the picture cuts your (.+) off\. (.+)$/,
    "Der obere Bildrand schneidet $1 ab. $2",
  ],
  [
    /^The bottom edge of the picture cuts your (.+) off\. (.+)$/,
    "Der untere Bildrand schneidet $1 ab. $2",
  ],
  [
    /^Leave room above you for your raised arms\. (.+)$/,
    "Lass über dir Platz für die erhobenen Arme. $1",
  ],
  [/^I can see you\. Get into position: (.+)$/, "Ich sehe dich. Geh in die Startposition: $1"],
  [/^That was number (\d+)\. Well done\.$/, "Das war Nummer $1. Gut gemacht."],
  [
    /^The camera is tilted by about (\d+) degrees\. The arm angles allow for it; level it when you can\.$/,
    "Die Kamera steht um etwa $1 Grad schief. Die Armwinkel sind danach berichtigt; richte sie gerade, wenn du kannst.",
  ],
  [
    /^That was your left side; this set is for the right\. .*$/,
    "Das war die linke Seite; dieser Satz ist für die rechte. Dreh dich um oder geh zum nächsten Schritt.",
  ],
  [
    /^That was your right side; this set is for the left\. .*$/,
    "Das war die rechte Seite; dieser Satz ist für die linke. Dreh dich um oder geh zum nächsten Schritt.",
  ],
  [
    /^You did (\d+) of (\d+)\. As many as feel good is right; try one more\.$/,
    "$1 von $2 geschafft. So viele, wie sich gut anfühlen, sind richtig; versuch eine mehr.",
  ],
  [/^The same as last time\. (Ready .+)$/, "Wie beim letzten Mal. $1"],
  [/^Ready for more\? Try: (.+)\.$/, "Bereit für mehr? Versuch: $1."],
  [/^You chose the (.+) level\.$/, "Du hast die Stufe „$1“ gewählt."],
  [/^(.+?): (.+\.) (Your answers to the health questions leave .+)$/, "$1: $2 $3"],
  [/^(.+?): (.+\.) (Choose an(?:other| easy) .+)$/, "$1: $2 $3"],
  [/^needs a .+ view, the camera sees a .+ view$/, "braucht einen anderen Blickwinkel der Kamera"],
  // Pressed twice, or in two windows: it is as it should be already.
  [/^[a-z_]+: expected the stage .+$/, "Das geht gerade nicht."],
  [/^no exercise is named (.+)$/, "Eine Übung $1 gibt es nicht."],
  [/^the set has no rep (\d+)$/, "Der Satz hat keine Wiederholung $1."],
  [/^the training session has no set (.+)$/, "Das Training hat keinen Satz $1."],
  [/^The file is larger than (\d+) MB\.$/, "Die Datei ist größer als $1 MB."],
  [/^the server answered (\d+)$/, "Der Coach antwortete mit $1."],
  [/^Muscles: (.+)$/, "Muskeln: $1"],
  [/^Where the camera goes: (.+)$/, "Wohin die Kamera kommt: $1"],
  [/^(\d+)\.(\d) to (\d+)\.(\d) m high$/, "$1,$2 bis $3,$4 m hoch"],
  [/^(\d+) to (\d+)\.(\d) m high$/, "$1 bis $2,$3 m hoch"],
  [/^(\d+)\.(\d) to (\d+) m high$/, "$1,$2 bis $3 m hoch"],
  [/^(\d+)\.(\d) to (\d+)\.(\d) m$/, "$1,$2 bis $3,$4 m"],
  [/^(\d+) to (\d+)\.(\d) m$/, "$1 bis $2,$3 m"],
  [/^(\d+)\.(\d) to (\d+) m$/, "$1,$2 bis $3 m"],
  [/^(\d+) to (\d+) m$/, "$1 bis $2 m"],
];
