/** What the server says of programme and progress, in German: by the English text, or its form. */

export const programmeTexts: Readonly<Record<string, string>> = {
  "upperback is a coach, not a medical device: it does not diagnose and does not treat.":
    "upperback ist ein Coach, kein Medizinprodukt: Er stellt keine Diagnose und behandelt nicht.",
  "Please ask your doctor or physiotherapist first. You can still use the gentle mobility part if they agree.":
    "Bitte frag zuerst deine Ärztin oder deinen Physiotherapeuten. Den sanften, beweglichen Teil kannst du nutzen, wenn sie einverstanden sind.",
  "Has a health professional told you that you have a heart problem or high blood pressure that is not under control?":
    "Hat dir jemand vom Fach gesagt, dass du ein Herzproblem oder hohen Blutdruck hast, der nicht eingestellt ist?",
  "Do you get chest pain, or unusual breathlessness, at rest or when you move about?":
    "Hast du Brustschmerzen oder ungewöhnliche Atemnot, in Ruhe oder wenn du dich bewegst?",
  "In the last year have you fainted, or lost balance because of dizziness?":
    "Bist du im letzten Jahr ohnmächtig geworden oder vor Schwindel aus dem Gleichgewicht geraten?",
  "Do you have any other long-term illness, or take regular medicine for one, that limits exercise?":
    "Hast du eine andere dauerhafte Krankheit, oder nimmst du dagegen Medikamente, die Sport einschränkt?",
  "Do you have bone, joint or muscle trouble that exercise has made worse, or an operation or injury in the last 3 months (spine, ribs, shoulder, arm, abdomen, eye)?":
    "Hast du Beschwerden an Knochen, Gelenken oder Muskeln, die durch Übungen schlimmer wurden, oder eine Operation oder Verletzung in den letzten 3 Monaten (Wirbelsäule, Rippen, Schulter, Arm, Bauch, Auge)?",
  "Have you been told you have osteoporosis, or broken a bone from a small fall?":
    "Wurde bei dir Osteoporose festgestellt, oder hast du dir bei einem kleinen Sturz einen Knochen gebrochen?",
  "Has anyone told you to exercise only with medical supervision?":
    "Hat dir jemand gesagt, du sollst nur unter ärztlicher Aufsicht trainieren?",
  "Are you pregnant, or within 3 months after birth?":
    "Bist du schwanger, oder liegt eine Geburt weniger als 3 Monate zurück?",
  "Numbness, tingling or weakness in arms or legs, or pain that wakes you every night?":
    "Taubheit, Kribbeln oder Schwäche in Armen oder Beinen, oder Schmerz, der dich jede Nacht weckt?",
  "Do you have a latex allergy?": "Hast du eine Latexallergie?",
  "Has your shoulder ever come out of its joint?": "War deine Schulter schon einmal ausgekugelt?",
  "Are you under 18, or over 70 and new to exercise?":
    "Bist du unter 18, oder über 70 und neu im Training?",
  "Stop now and call your local emergency number": "Hör jetzt auf und ruf den Notruf",
  "Do not train. Call for help now.": "Trainiere nicht. Hol jetzt Hilfe.",
  "chest pain or pressure, or pain that spreads to arm or jaw":
    "Schmerz oder Druck in der Brust, oder Schmerz, der in Arm oder Kiefer zieht",
  "breathlessness at rest": "Atemnot in Ruhe",
  fainting: "Ohnmacht",
  "sudden severe headache": "plötzlicher, heftiger Kopfschmerz",
  "a drooping face, trouble speaking or a weak arm":
    "ein hängendes Gesicht, Mühe beim Sprechen oder ein schwacher Arm",
  "sudden severe tearing pain between the shoulder blades":
    "plötzlicher, heftiger, reißender Schmerz zwischen den Schulterblättern",
  "Stop and get medical advice today": "Hör auf und lass dich heute ärztlich beraten",
  "Do not train until a doctor has looked at it.":
    "Trainiere nicht, bis das ärztlich angeschaut wurde.",
  "new weakness or clumsiness of a hand or the legs":
    "neue Schwäche oder Ungeschicklichkeit einer Hand oder der Beine",
  "unsteady walking": "unsicherer Gang",
  "numbness between the legs, or new trouble with bladder or bowel":
    "Taubheit zwischen den Beinen, oder neue Probleme mit Blase oder Darm",
  "tingling in both arms": "Kribbeln in beiden Armen",
  "pain after a fall or a crash, or with osteoporosis or long use of steroids":
    "Schmerz nach Sturz oder Unfall, oder bei Osteoporose oder langer Kortisoneinnahme",
  "fever or feeling unwell together with pain in the spine":
    "Fieber oder Krankheitsgefühl zusammen mit Schmerz in der Wirbelsäule",
  "a recent infection, or drugs into a vein": "eine frische Infektion, oder Drogen in eine Vene",
  "a history of cancer with new constant pain at night":
    "eine frühere Krebserkrankung mit neuem, dauerndem Nachtschmerz",
  "weight loss that you cannot explain": "Gewichtsverlust, den du dir nicht erklären kannst",
  "Go on.": "Weiter so.",
  "Half the range or one band lighter, and slower. Go on if it settles in the set.":
    "Halber Weg oder ein Band leichter, und langsamer. Weiter, wenn es im Satz nachlässt.",
  "Stop this exercise. It rests for two days.": "Hör mit dieser Übung auf. Sie ruht zwei Tage.",
  "The pain is still strong after two days: rest, and ask a doctor or physiotherapist.":
    "Der Schmerz ist nach zwei Tagen noch stark: Ruh dich aus und frag Ärztin oder Physiotherapeut.",
  "Your first dose: easy, to learn the movement.":
    "Deine erste Dosis: leicht, um die Bewegung zu lernen.",
  "The easy week is over: back to all sets.": "Die leichte Woche ist um: wieder alle Sätze.",
  "You have not said yet how the morning after was, so it stays the same.":
    "Du hast noch nicht gesagt, wie der Morgen danach war; darum bleibt es gleich.",
  "One safety cue came last time: the same again, until it stays away.":
    "Letztes Mal kam ein Sicherheitshinweis: noch einmal das Gleiche, bis er ausbleibt.",
  "One set, as many clean reps as go with one or two left in you.":
    "Ein Satz, so viele saubere Wiederholungen, dass noch ein, zwei gegangen wären.",
  "A few easy ones first.": "Erst ein paar leichte.",
  "You are sore there, so it rests today.": "Dort hast du Muskelkater, darum ruht sie heute.",
  "A day of rest lies between strength days.": "Zwischen Krafttagen liegt ein Ruhetag.",
  "Done today.": "Heute gemacht.",
  "Today is not one of your days; you may train all the same.":
    "Heute ist keiner deiner Tage; trainieren darfst du trotzdem.",
  everything: "alles",
  "three exercises": "drei Übungen",
  "easy mobility": "leicht und beweglich",
  "one strong set and a few easy reps": "ein kräftiger Satz und ein paar leichte Wiederholungen",
  "a few easy reps": "ein paar leichte Wiederholungen",
  "It waits until your doctor or physiotherapist agrees.":
    "Sie wartet, bis Ärztin oder Physiotherapeut einverstanden ist.",
  "Good to have you back. Coming back is what makes a habit.":
    "Schön, dass du wieder da bist. Wiederkommen macht die Gewohnheit.",
  "Done for today. Well done.": "Für heute geschafft. Gut gemacht.",
  "A first look, five minutes: where you are today.":
    "Ein erster Blick, fünf Minuten: wo du heute stehst.",
  "The same once more on another day: it shows how much your numbers wobble by themselves.":
    "Dasselbe noch einmal an einem anderen Tag: Es zeigt, wie sehr deine Zahlen von selbst schwanken.",
  "Four weeks are over: the same tests again show what has changed.":
    "Vier Wochen sind um: Dieselben Messungen zeigen, was sich geändert hat.",
  "Your first session will appear here; two minutes are enough to begin.":
    "Dein erstes Training erscheint hier; zwei Minuten genügen für den Anfang.",
  "Good to see you. Two minutes today keep it going.":
    "Schön, dich zu sehen. Zwei Minuten heute halten es am Laufen.",
  "Too few days yet to compare.": "Noch zu wenige Tage zum Vergleichen.",
  "no weight": "ohne Gewicht",
  "Chest rotation": "Drehung des Brustkorbs",
  "Arc of the back": "Bogen des Rückens",
  "Wall-angel reach": "Reichweite an der Wand",
  "Fly endurance": "Ausdauer beim Reverse Fly",
  "With osteoporosis, rounding the back far, fast or often is avoided; a small cow is fine.":
    "Bei Osteoporose meidet man weites, schnelles oder häufiges Runden; eine kleine Kuh ist in Ordnung.",
  "Trouble with bones, joints or muscles: a smaller range and less weight on wrists and knees.":
    "Bei Beschwerden an Knochen, Gelenken oder Muskeln: kleinerer Umfang, weniger Last auf Händen und Knien.",
  "In late pregnancy the belly pulls the low back into a deep cow.":
    "In der späten Schwangerschaft zieht der Bauch den unteren Rücken in eine tiefe Kuh.",
  "Bending far may make trouble with a disc worse.":
    "Weites Beugen kann eine gereizte Bandscheibe verschlimmern.",
  "With the head low, dizziness may come back.": "Mit tiefem Kopf kann der Schwindel wiederkommen.",
  "A shoulder that has slipped out should not lift a weight sideways before someone has looked at it.":
    "Eine ausgekugelte Schulter sollte kein Gewicht zur Seite heben, bevor jemand sie angeschaut hat.",
  "A weight on a long arm is too much after an operation or injury; the row does similar work.":
    "Ein Gewicht am langen Arm ist nach Operation oder Verletzung zu viel; das Rudern arbeitet ähnlich.",
  "After an operation or injury, begin lighter than before and sit higher.":
    "Nach Operation oder Verletzung: leichter anfangen als zuvor und höher sitzen.",
  "Long sitting may pull on an irritated nerve of the leg.":
    "Langes Sitzen mit gestreckten Beinen kann an einem gereizten Beinnerv ziehen.",
  "Most bands are made of latex.": "Die meisten Bänder sind aus Latex.",
  "With osteoporosis, fast, loaded or end-range twists are avoided.":
    "Bei Osteoporose meidet man schnelle, belastete oder äußerste Drehungen.",
  "After an operation or injury, the long arm pulls too hard.":
    "Nach Operation oder Verletzung zieht der lange Arm zu stark.",
  "A shoulder that has slipped out may do so again with the arm behind you.":
    "Eine Schulter, die ausgekugelt war, kann es mit dem Arm hinter dir wieder tun.",
  "In late pregnancy, lying on the left side is easier on the circulation.":
    "In der späten Schwangerschaft schont die linke Seitenlage den Kreislauf.",
  "Arm raised and turned out is the position in which a shoulder slips out.":
    "Arm oben und nach außen gedreht ist die Stellung, in der eine Schulter auskugelt.",
  "Numbness or tingling of the arm may get worse overhead.":
    "Taubheit oder Kribbeln im Arm kann über Kopf schlimmer werden.",
  "After an operation or injury, the floor carries the arms and the range stays small.":
    "Nach Operation oder Verletzung trägt der Boden die Arme, und der Umfang bleibt klein.",
  "flat back like a table top, then a small cow; no rounding":
    "flacher Rücken wie eine Tischplatte, dann eine kleine Kuh; nicht runden",
  "on a chair or with your hands on a table, half the range":
    "auf einem Stuhl oder mit den Händen auf einem Tisch, halber Umfang",
  "a small range, no deep cow": "kleiner Umfang, keine tiefe Kuh",
  "half the range, slowly; stop if the tingling grows":
    "halber Umfang, langsam; aufhören, wenn das Kribbeln zunimmt",
  "on a chair": "auf einem Stuhl",
  "Without a mat: on a carpet, or with your hands on a table.":
    "Ohne Matte: auf einem Teppich, oder mit den Händen auf einem Tisch.",
  "a small rotation, sitting on a chair, slowly":
    "kleine Drehung im Sitzen auf einem Stuhl, langsam",
  "hand on your ribs, a smaller arc": "Hand auf den Rippen, kleinerer Bogen",
  "arm bent, stop when the elbow points to the ceiling":
    "Arm gebeugt, Schluss, wenn der Ellbogen zur Decke zeigt",
  "begin lying on your left side, a small range": "auf der linken Seite beginnen, kleiner Umfang",
  "Without a mat: on a carpet or a folded blanket.":
    "Ohne Matte: auf einem Teppich oder einer gefalteten Decke.",
  "a lighter band, sitting on a chair": "ein leichteres Band, auf einem Stuhl",
  "on a chair instead of long sitting": "auf einem Stuhl statt im Langsitz",
  "a latex-free band": "ein Band ohne Latex",
  "Without a mat: on a carpet or a folded towel.":
    "Ohne Matte: auf einem Teppich oder einem gefalteten Handtuch.",
  "on your back with bent knees, the W only": "auf dem Rücken mit gebeugten Knien, nur das W",
  slower: "langsamer",
  "half the range, slower": "halber Umfang, langsamer",
  abdominals: "Bauchmuskeln",
  biceps: "Bizeps",
  "chest and front shoulder (stretched)": "Brust und vordere Schulter (gedehnt)",
  "chest and lats (stretched)": "Brust und breiter Rücken (gedehnt)",
  "erector spinae": "Rückenstrecker",
  "external rotators of the shoulder": "Außendreher der Schulter",
  infraspinatus: "Untergrätenmuskel",
  "intercostals (stretched)": "Zwischenrippenmuskeln (gedehnt)",
  "latissimus dorsi": "breiter Rückenmuskel",
  "lower trapezius": "unterer Trapezmuskel",
  "middle trapezius": "mittlerer Trapezmuskel",
  multifidus: "tiefe Rückenmuskeln",
  "neck extensors": "Nackenstrecker",
  obliques: "schräge Bauchmuskeln",
  "rear deltoid": "hintere Schulter",
  rhomboids: "Rautenmuskeln",
  "rotators of the thoracic spine": "Dreher der Brustwirbelsäule",
  "serratus anterior": "Sägemuskel",
};

export const programmePatterns: readonly (readonly [RegExp, string])[] = [
  [/^band (\d+) \((.+)\)$/, "Band $1 ($2)"],
  [/^(.+): most reps in a set$/, "$1: meiste Wiederholungen in einem Satz"],
  [/^(.+): hardest band$/, "$1: stärkstes Band"],
  [/^(.+): heaviest dumbbell$/, "$1: schwerste Hantel"],
  [/^Chest rotation, left$/, "Drehung des Brustkorbs, links"],
  [/^Chest rotation, right$/, "Drehung des Brustkorbs, rechts"],
  [/^Wall-angel reach, left$/, "Reichweite an der Wand, links"],
  [/^Wall-angel reach, right$/, "Reichweite an der Wand, rechts"],
  [/^(\d+) reps$/, "$1 Wiederholungen"],
  [/^(.+), left$/, "$1, links"],
  [/^(.+), right$/, "$1, rechts"],
  [/^band (\d+)$/, "Band $1"],
  [/^What it needs is not at hand\. .*$/, "Was sie braucht, ist nicht da."],
  [
    /^No room in (\d+) minutes; it comes first next time\.$/,
    "Kein Platz in $1 Minuten; nächstes Mal zuerst.",
  ],
  [
    /^Done on (\d+) days of this week, which is plenty\.$/,
    "Diese Woche an $1 Tagen gemacht, das ist reichlich.",
  ],
  [
    /^Your (\d+) days of this week are done; more is a gift\.$/,
    "Deine $1 Tage dieser Woche sind geschafft; mehr ist ein Geschenk.",
  ],
  [
    /^Your answers to the health questions .*$/,
    "Deine Antworten auf die Gesundheitsfragen stehen aus; es dauert eine Minute.",
  ],
  [
    /^You stated .*, so this rests until .* (\d\d:\d\d)\.$/,
    "Du hast starken Schmerz genannt; darum ruht das zwei Tage, bis $1 Uhr.",
  ],
  [
    /^You had (\d+) left in you last time; (\d+) or more is the aim.*$/,
    "Letztes Mal wären noch $1 gegangen; Ziel sind $2 oder mehr, darum bleibt es gleich.",
  ],
  [
    /^Done twice as planned: stay ([\d.]+) seconds at the end now\.$/,
    "Zweimal wie geplant geschafft: jetzt $1 Sekunden am Ende bleiben.",
  ],
  [
    /^Done twice as planned: reach for (.+) now, only as far as it feels easy\.$/,
    "Zweimal wie geplant geschafft: jetzt bis $1, nur so weit es leicht geht.",
  ],
  [
    /^(\d+) clean reps in all sets, twice running: (.+) now, (\d+) reps\.$/,
    "Zweimal $1 saubere in allen Sätzen: jetzt $2, $3 Wiederholungen.",
  ],
  [
    /^Two reps more than planned, twice running: (.+) now, (\d+) reps\.$/,
    "Zweimal zwei mehr als geplant: jetzt $1, $2 Wiederholungen.",
  ],
  [
    /^.*, and you own nothing harder: squeeze for ([\d.]+) seconds now\.$/,
    "Geschafft, und du hast nichts Schwereres: jetzt $1 Sekunden halten.",
  ],
  [/^Two good sessions: back to (\d+) sets\.$/, "Zwei gute Trainings: wieder $1 Sätze."],
  [
    /^Good to have you back: after (\d+) days .*$/,
    "Schön, dass du wieder da bist: nach $1 Tagen fangen wir leichter an.",
  ],
  [/^Pain of (\d+) last time, so this is .*$/, "Schmerz $1 beim letzten Mal, darum leichter."],
  [
    /^Pain of (\d+) last time, gone by morning: .*$/,
    "Schmerz $1 beim letzten Mal, am Morgen weg: noch einmal das Gleiche.",
  ],
  [
    /^Pain of (\d+) before you begin: .*$/,
    "Schmerz $1 vor dem Beginn: weniger Last oder halber Weg; weiter, wenn es im Satz nachlässt.",
  ],
  [
    /^It was worse on the morning after, so this is .*$/,
    "Am Morgen danach war es schlimmer, darum leichter.",
  ],
  [
    /^Form was below (\d+) of 100 twice, .*$/,
    "Die Ausführung war zweimal unter $1 von 100, darum leichter.",
  ],
  [
    /^(\d+)% of the reps were clean last time: .*$/,
    "Letztes Mal waren $1 % sauber: noch einmal das Gleiche, sauberer.",
  ],
  [
    /^.*: an easy week, half the sets until .*$/,
    "Zeichen von Müdigkeit: eine leichte Woche mit halb so vielen Sätzen.",
  ],
  [/^Easy week until .*$/, "Leichte Woche: die halben Sätze, mit viel Reserve."],
  [
    /^(\d+) good sessions running and (\d+) weeks at this level: .*$/,
    "$1 gute Trainings und $2 Wochen auf dieser Stufe: willkommen auf der nächsten, mit derselben Last.",
  ],
  [
    /^(.+) more than at the start: a real change, beyond ±(.+)\.$/,
    "$1 mehr als am Anfang: eine echte Veränderung, größer als ±$2.",
  ],
  [
    /^(.+) less than at the start: a real change, beyond ±(.+)\.$/,
    "$1 weniger als am Anfang: eine echte Veränderung, größer als ±$2.",
  ],
  [
    /^No real change: within (?:your own|the usual) noise of ±(.+)\.$/,
    "Keine echte Veränderung: im Rauschen von ±$1.",
  ],
  [
    /^(.+): (.+) more than at the start, a real change\.$/,
    "$1: $2 mehr als am Anfang, eine echte Veränderung.",
  ],
  [
    /^Your pain is at ([\d.]+) of 10 now; it was ([\d.]+) when you began\.$/,
    "Dein Schmerz liegt jetzt bei $1 von 10; am Anfang waren es $2.",
  ],
  [/^(.+): from (.+) to (.+) since you began\.$/, "$1: von $2 auf $3, seit du angefangen hast."],
  [
    /^It has been going for (\d+) weeks; habits take two to five months\.$/,
    "Es läuft seit $1 Wochen; Gewohnheiten brauchen zwei bis fünf Monate.",
  ],
  [/^(\d+) days? this week; your goal is (\d+)\.$/, "$1 von $2 Tagen diese Woche."],
  [
    /^(.+): no notable difference between left and right\.$/,
    "$1: kein nennenswerter Unterschied zwischen links und rechts.",
  ],
  [
    /^(.+): the (left|right) goes (\d+)% further; begin with the other side\.$/,
    "$1: eine Seite kommt $3 % weiter; fang mit der anderen an.",
  ],
];
