/** What the server says, in German: by the English text of the exercise files, else by its code. */

export const texts: Readonly<Record<string, string>> = {
  // Cat-cow
  "Cat-cow": "Katze-Kuh",
  "On all fours, round the back towards the ceiling, then let it hollow, slowly and with the breath.":
    "Im Vierfüßlerstand den Rücken zur Decke runden, dann hohl werden lassen, langsam und mit dem Atem.",
  "Kneel on all fours: hands under the shoulders, knees under the hips, hip-wide.":
    "Geh in den Vierfüßlerstand: Hände unter den Schultern, Knie hüftbreit unter den Hüften.",
  "Spread your fingers, keep your neck long and look at the floor.":
    "Spreize die Finger, halte den Nacken lang und schau auf den Boden.",
  "Wear a top that lies close to your back; the coach reads the curve of your back from its outline.":
    "Trag ein Oberteil, das am Rücken anliegt; der Coach liest die Krümmung aus dem Umriss.",
  "If your wrists complain, use fists or forearms, and put a mat under your knees.":
    "Wenn die Handgelenke klagen, nimm die Fäuste oder Unterarme, und leg eine Matte unter die Knie.",
  "Breathe in as you arch (cow), out as you round (cat). If your breath is short, follow the breath, not the clock.":
    "Atme ein, wenn du hohl wirst (Kuh), aus, wenn du rund wirst (Katze). Ist der Atem kurz, folge dem Atem, nicht der Uhr.",
  "seated cat-cow on a chair": "Katze-Kuh im Sitzen auf einem Stuhl",
  "hands on a table": "Hände auf einem Tisch",
  "half the range": "halber Bewegungsumfang",
  "sit back towards your heels to turn more of it into the upper back":
    "setz dich zu den Fersen zurück, dann arbeitet der obere Rücken mehr",
  "a slow wave, one vertebra after the other": "eine langsame Welle, Wirbel für Wirbel",
  "thread the needle": "Nadel einfädeln",
  "osteoporosis or a past spine fracture: no end range and no fast rounding; flat back and a small cow only":
    "Osteoporose oder früherem Wirbelbruch: kein Endbereich, kein schnelles Runden; nur gerader Rücken und kleine Kuh",
  "disc pain that gets worse with bending": "Bandscheibenschmerz, der beim Beugen schlimmer wird",
  "late pregnancy: small range, no deep cow":
    "später Schwangerschaft: kleiner Umfang, keine tiefe Kuh",
  "a wrist or knee injury": "einer Verletzung an Handgelenk oder Knie",
  "dizziness when your head is low": "Schwindel, wenn der Kopf tief ist",
  "glaucoma or trouble with the retina: do not keep your head below your heart for long":
    "Glaukom oder Netzhautproblemen: den Kopf nicht lange unter Herzhöhe halten",
  mat: "Matte",
  "Side-on at the height of your trunk, so that it sees along your back, not over it.":
    "Seitlich auf Höhe deines Rumpfes, damit sie am Rücken entlang sieht, nicht darüber hinweg.",
  "Turn the mat so that one side faces the camera squarely.":
    "Dreh die Matte, bis eine Seite genau zur Kamera zeigt.",
  "I count you by your head and shoulders, but I cannot see the curve of your back: turn the mat until your side faces the camera.":
    "Ich zähle nach Kopf und Schultern, sehe aber die Krümmung deines Rückens nicht: dreh die Matte, bis deine Seite zur Kamera zeigt.",
  "Cat: round the back": "Katze: Rücken rund",
  "Cow: let it hollow": "Kuh: Rücken hohl",
  "Arc of the back, cat minus cow": "Bogen des Rückens, Katze minus Kuh",
  "Head movement": "Kopfbewegung",
  "only the head moves": "nur der Kopf bewegt sich",
  "Move from your tailbone, not just your head.": "Beginn am Steißbein, nicht nur mit dem Kopf.",
  "Good, the whole back moves now.": "Gut, jetzt bewegt sich der ganze Rücken.",
  "only the low back moves": "nur der untere Rücken bewegt sich",
  "Push the floor away and round between the shoulder blades.":
    "Drück den Boden weg und werde rund zwischen den Schulterblättern.",
  "Good, the upper back joins in now.": "Gut, jetzt macht der obere Rücken mit.",
  "rocking back and forth": "Schaukeln vor und zurück",
  "Stay over your hands and knees.": "Bleib über Händen und Knien.",
  "Good, you stay over hands and knees now.": "Gut, jetzt bleibst du über Händen und Knien.",
  "elbows bending": "Ellbogen beugen sich",
  "Arms long.": "Arme lang.",
  "Good, long arms now.": "Gut, lange Arme.",
  "too fast": "zu schnell",
  "Slower. One breath for each way.": "Langsamer. Ein Atemzug für jede Richtung.",
  "Good, slow and calm now.": "Gut, langsam und ruhig.",
  "head thrown back": "Kopf im Nacken",
  "Look a little ahead, not at the ceiling.": "Schau etwas nach vorn, nicht zur Decke.",
  "Good, your neck stays long now.": "Gut, der Nacken bleibt lang.",
  "shoulders at the ears in cow": "Schultern an den Ohren in der Kuh",
  "Long neck.": "Langer Nacken.",
  "Good, long neck now.": "Gut, langer Nacken.",
  "small range": "kleiner Umfang",
  "A little more, as far as it is comfortable.": "Etwas mehr, so weit es angenehm ist.",
  "Good, a fuller wave now.": "Gut, jetzt eine vollere Welle.",

  // Reverse fly
  "Dumbbell reverse fly": "Reverse Fly mit Kurzhanteln",
  "Bent forward with a straight back, lift both arms sideways until they are level with the floor.":
    "Mit geradem Rücken vorgebeugt beide Arme seitlich heben, bis sie waagerecht sind.",
  "Stand with your feet shoulder-wide and soft knees.": "Steh schulterbreit mit weichen Knien.",
  "Push your hips back and bend forward with a straight back, half way to level.":
    "Schieb die Hüfte zurück und beug dich mit geradem Rücken halb nach vorn.",
  "Let your arms hang under your shoulders, palms facing each other, elbows softly bent.":
    "Lass die Arme unter den Schultern hängen, Handflächen zueinander, Ellbogen weich.",
  "Lift both arms out like wings until they are level with the floor, then lower them slowly.":
    "Heb beide Arme wie Flügel bis in die Waagerechte, dann senk sie langsam.",
  "Breathe out as you lift, in as you lower.": "Beim Heben ausatmen, beim Senken einatmen.",
  "no weight": "ohne Gewicht",
  "sitting, chest on your thighs": "im Sitzen, Brust auf den Oberschenkeln",
  "lying face down, arms out like a T": "in Bauchlage, Arme zur Seite wie ein T",
  "band pull-aparts": "Band auseinanderziehen",
  "half a kilo more": "ein halbes Kilo mehr",
  "hold 2 seconds at the top": "oben 2 Sekunden halten",
  "take 3 seconds to lower": "in 3 Sekunden senken",
  "bend further forward": "weiter vorbeugen",
  "one arm at a time, the other hand supported": "ein Arm nach dem anderen, andere Hand abgestützt",
  "a painful arc when you lift the arm sideways":
    "einem schmerzhaften Bogen beim seitlichen Heben des Arms",
  "a recent operation on the shoulder, or a shoulder that slips out":
    "einer frischen Schulteroperation oder einer Schulter, die herausspringt",
  "acute low back pain: support your chest": "akutem Kreuzschmerz: stütz die Brust ab",
  "high blood pressure that is not under control": "nicht eingestelltem Bluthochdruck",
  "two light dumbbells or water bottles (0.5 to 2 kg)":
    "zwei leichte Hanteln oder Wasserflaschen (0,5 bis 2 kg)",
  "In front of you, at chest height; your arm span must fit into the picture.":
    "Vor dir auf Brusthöhe; deine Armspanne muss ins Bild passen.",
  "Face the camera for the set. For a check of your back, do the first two reps half turned.":
    "Schau beim Satz zur Kamera. Für einen Blick auf den Rücken mach die ersten zwei halb gedreht.",
  "From the side I see your back, but your arms come straight at me: turn to face the camera for the angles of your arms.":
    "Von der Seite sehe ich deinen Rücken, aber die Arme kommen auf mich zu: dreh dich zur Kamera.",
  "Turn to face the camera.": "Dreh dich zur Kamera.",
  Lift: "Heben",
  Top: "Oben",
  Lower: "Senken",
  "Left arm at the top": "Linker Arm oben",
  "Right arm at the top": "Rechter Arm oben",
  "Trunk lean at the top": "Rumpfneigung oben",
  "back rounded": "Rücken rund",
  "Flat back. Push your hips back, chest long.": "Gerader Rücken. Hüfte zurück, Brust lang.",
  "Good, a flat back now.": "Gut, jetzt ein gerader Rücken.",
  "standing up during the lift": "Aufrichten beim Heben",
  "Stay bent over. Only the arms move.": "Bleib vorgebeugt. Nur die Arme bewegen sich.",
  "Good, you stay bent over now.": "Gut, jetzt bleibst du vorgebeugt.",
  "swinging the weights": "Schwung mit den Gewichten",
  "No swing. Take a lighter weight.": "Kein Schwung. Nimm ein leichteres Gewicht.",
  "Good, no swing now.": "Gut, ohne Schwung.",
  "arms too high": "Arme zu hoch",
  "Stop when your arms are level with the floor.": "Stopp, wenn die Arme waagerecht sind.",
  "Good, you stop at level now.": "Gut, jetzt stoppst du waagerecht.",
  "arms too low": "Arme zu tief",
  "A little higher, up to level.": "Etwas höher, bis waagerecht.",
  "Good, up to level now.": "Gut, bis in die Waagerechte.",
  "turning into a row": "wird zum Rudern",
  "Keep the elbows softly bent. Open like wings.": "Ellbogen nur weich gebeugt. Öffne wie Flügel.",
  "Good, open wings now.": "Gut, offene Flügel.",
  "shoulders shrugged": "Schultern hochgezogen",
  "Shoulders down, long neck.": "Schultern tief, langer Nacken.",
  "Good, shoulders low now.": "Gut, tiefe Schultern.",
  "one side lags": "eine Seite hinkt nach",
  "Bring both arms up together.": "Beide Arme zusammen hoch.",
  "Good, both together now.": "Gut, beide zusammen.",

  // Seated row
  "Band seated row": "Rudern im Sitzen mit Band",
  "Sit tall with the band round your feet and pull your elbows back along your sides.":
    "Sitz aufrecht, das Band um die Füße, und zieh die Ellbogen eng am Körper nach hinten.",
  "Sit tall on the floor or on a folded towel, legs long, knees soft.":
    "Sitz aufrecht auf dem Boden oder einem gefalteten Handtuch, Beine lang, Knie weich.",
  "Lay the band around the middle of both feet with one extra wrap round each foot. Keep your shoes on and pull your toes up.":
    "Leg das Band um die Mitte beider Füße und wickel es einmal um jeden Fuß. Lass die Schuhe an und zieh die Zehen hoch.",
  "Take one end in each hand, thumbs up, arms straight. The band is just tight.":
    "Nimm in jede Hand ein Ende, Daumen oben, Arme gestreckt. Das Band ist gerade gespannt.",
  "Check the band for nicks first, and never stretch it beyond three times its length.":
    "Prüf das Band vorher auf Risse, und dehn es nie über das Dreifache seiner Länge.",
  "Breathe out as you pull, in as you return. Never hold your breath.":
    "Beim Ziehen ausatmen, beim Zurückgehen einatmen. Nie die Luft anhalten.",
  "a lighter band or a longer strand": "ein leichteres Band oder ein längeres Stück",
  "sit on a chair, band round your feet or a closed-door anchor":
    "auf einem Stuhl, Band um die Füße oder in einer geschlossenen Tür",
  "bend your knees a little more": "die Knie etwas mehr beugen",
  "the next colour or a shorter strand": "die nächste Farbe oder ein kürzeres Stück",
  "squeeze for 2 to 3 seconds": "2 bis 3 Sekunden halten",
  "one arm at a time": "ein Arm nach dem anderen",
  "take 3 seconds for the return": "3 Sekunden für den Rückweg",
  "latex allergy: use a latex-free band": "Latexallergie: nimm ein latexfreies Band",
  "an operation on the belly, chest or shoulder in the last months":
    "einer Operation an Bauch, Brust oder Schulter in den letzten Monaten",
  "leg pain from a disc when you sit with long legs: use a chair":
    "Beinschmerz von der Bandscheibe im Langsitz: nimm einen Stuhl",
  "resistance band": "Widerstandsband",
  shoes: "Schuhe",
  "a folded towel or cushion if sitting tall is hard":
    "ein gefaltetes Handtuch oder Kissen, wenn aufrechtes Sitzen schwerfällt",
  "Side-on, on a table or chair, looking straight at your side.":
    "Seitlich, auf einem Tisch oder Stuhl, gerade auf deine Seite gerichtet.",
  "Turn the mat so that one side faces the camera. Change sides from set to set.":
    "Dreh die Matte, bis eine Seite zur Kamera zeigt. Wechsle die Seite von Satz zu Satz.",
  "I count you, but angles need your side: turn the mat, or the camera, until your side faces it squarely.":
    "Ich zähle dich, aber Winkel brauchen deine Seite: dreh Matte oder Kamera, bis deine Seite genau zu ihr zeigt.",
  "Turn the mat a quarter turn, so that your side faces the camera.":
    "Dreh die Matte um ein Viertel, damit deine Seite zur Kamera zeigt.",
  Pull: "Ziehen",
  Squeeze: "Halten",
  Return: "Zurück",
  "Elbow bend at the squeeze": "Ellbogenbeugung beim Halten",
  "Trunk swing": "Rumpfschwung",
  "toes pointing, the band may slip": "Zehen gestreckt, das Band kann abrutschen",
  "Toes up. Pull your feet towards you before you go on.":
    "Zehen hoch. Zieh die Füße zu dir, bevor du weitermachst.",
  "Good, your feet hold the band now.": "Gut, jetzt halten die Füße das Band.",
  jerky: "ruckartig",
  "Slow on the way back. You hold the band, not the other way round.":
    "Langsam zurück. Du hältst das Band, nicht umgekehrt.",
  "Good, smooth now.": "Gut, jetzt gleichmäßig.",
  "trunk swinging": "Rumpf schwingt",
  "Sit tall and still. Only the arms move.": "Sitz aufrecht und ruhig. Nur die Arme bewegen sich.",
  "Good, your trunk is still now.": "Gut, der Rumpf ist ruhig.",
  "low back slumped": "unterer Rücken eingesunken",
  "Grow tall. Sit on a cushion or bend your knees a little.":
    "Werde groß. Setz dich auf ein Kissen oder beug die Knie etwas.",
  "Good, you sit tall now.": "Gut, jetzt sitzt du aufrecht.",
  "elbows wide": "Ellbogen weit",
  "Elbows close. Brush your sides.": "Ellbogen eng. Streif an den Seiten entlang.",
  "Good, elbows close now.": "Gut, enge Ellbogen.",
  "Shoulders away from your ears.": "Schultern weg von den Ohren.",
  "pulled too far, shoulders rolling forward": "zu weit gezogen, Schultern rollen vor",
  "Stop when your elbows reach your ribs.": "Stopp, wenn die Ellbogen an den Rippen sind.",
  "Good, you stop at the ribs now.": "Gut, jetzt stoppst du an den Rippen.",
  "half rep": "halbe Wiederholung",
  "A bit further: hands to your lower ribs.": "Etwas weiter: Hände zu den unteren Rippen.",
  "Good, full range now.": "Gut, voller Umfang.",

  // Thoracic rotation
  "Side-lying thoracic rotation": "Brustkorbdrehung in Seitenlage",
  "Lying on your side with bent knees, open the top arm over to the other side, follow the hand with your eyes and come back slowly. Then the other side.":
    "In Seitenlage mit gebeugten Knien den oberen Arm zur anderen Seite öffnen, der Hand mit den Augen folgen und langsam zurück. Dann die andere Seite.",
  "Lie on your side, a pillow under your head so that it stays level.":
    "Leg dich auf die Seite, ein Kissen unter dem Kopf, damit er gerade bleibt.",
  "Bend hips and knees to a right angle, knees stacked; squeeze a towel between them.":
    "Beug Hüften und Knie zum rechten Winkel, Knie übereinander; drück ein Handtuch dazwischen.",
  "Reach both arms straight forward at shoulder height, palms together.":
    "Streck beide Arme auf Schulterhöhe nach vorn, Handflächen aneinander.",
  "Lift the top arm up and over, follow the hand with your eyes, and stop where it is comfortable. The hand may float.":
    "Heb den oberen Arm hoch und hinüber, folg der Hand mit den Augen und halte, wo es angenehm ist. Die Hand darf schweben.",
  "Come back slowly. After the set turn over and do the other side.":
    "Komm langsam zurück. Dreh dich nach dem Satz um und mach die andere Seite.",
  "Breathe in before you move, out as you open; take one easy breath at the end.":
    "Vor der Bewegung einatmen, beim Öffnen ausatmen; am Ende ein ruhiger Atemzug.",
  "hand on your ribs instead of a long arm": "Hand auf den Rippen statt langer Arm",
  "bow and arrow": "Pfeil und Bogen",
  "pillow behind your back": "Kissen hinter dem Rücken",
  "smaller arc": "kleinerer Bogen",
  "seated rotation": "Drehung im Sitzen",
  "stay for two breaths": "zwei Atemzüge bleiben",
  "half-kneeling rotation at the wall": "Drehung im Halbkniestand an der Wand",
  "all fours: thread and reach": "Vierfüßlerstand: einfädeln und öffnen",
  "osteoporosis or a spine fracture: no fast, loaded or end-range twist":
    "Osteoporose oder Wirbelbruch: keine schnelle, belastete oder volle Drehung",
  "a recent operation on spine, ribs, chest or shoulder":
    "einer frischen Operation an Wirbelsäule, Rippen, Brust oder Schulter",
  "a shoulder that has come out of joint: keep the arm bent and stop at vertical":
    "einer ausgekugelten Schulter: Arm gebeugt lassen und senkrecht stoppen",
  "vertigo when you roll over": "Schwindel beim Umdrehen",
  "late pregnancy: start on the left side, small range":
    "später Schwangerschaft: auf der linken Seite beginnen, kleiner Umfang",
  "frozen shoulder": "Schultersteife",
  "pillow for the head": "Kissen für den Kopf",
  "cushion between or under the knees": "Polster zwischen oder unter den Knien",
  "Diagonally from your feet: half way between straight at your chest and straight at your soles, 1.0 to 1.2 m high, looking down at you.":
    "Schräg von den Füßen: auf halbem Weg zwischen Brust und Fußsohlen, 1,0 bis 1,2 m hoch, auf dich herabblickend.",
  "Turn the mat an eighth turn, so that your feet and your chest both point half towards the camera.":
    "Dreh die Matte um ein Achtel, damit Füße und Brust beide halb zur Kamera zeigen.",
  "I count you and watch your hips, but I cannot measure the turn from straight ahead: turn the mat an eighth turn, so that your feet point half towards the camera.":
    "Ich zähle dich und achte auf die Hüfte, kann die Drehung aber von vorn nicht messen: dreh die Matte um ein Achtel, damit die Füße halb zur Kamera zeigen.",
  "Turn the mat a quarter turn, so that your feet, not your head, point half towards the camera.":
    "Dreh die Matte um ein Viertel, damit die Füße, nicht der Kopf, halb zur Kamera zeigen.",
  "Turn the mat around, so that your chest and your feet point half towards the camera.":
    "Dreh die Matte um, damit Brust und Füße halb zur Kamera zeigen.",
  Open: "Öffnen",
  Stay: "Bleiben",
  "Return slowly": "Langsam zurück",
  "Chest against pelvis": "Brustkorb gegen Becken",
  "Shoulder line turned": "Drehung der Schulterlinie",
  "Pelvis rolled": "Drehung des Beckens",
  "pelvis rolling back": "Becken rollt mit",
  "Keep your knees heavy and together.": "Knie schwer und zusammen.",
  "Good, your knees stay heavy now.": "Gut, die Knie bleiben schwer.",
  "only the arm opens": "nur der Arm öffnet sich",
  "Let your chest turn to the ceiling, not just the arm.":
    "Lass die Brust zur Decke drehen, nicht nur den Arm.",
  "Good, the chest turns now.": "Gut, jetzt dreht die Brust.",
  "Slow. Let the breath open you.": "Langsam. Lass den Atem dich öffnen.",
  "Good, slow now.": "Gut, langsam.",
  "forcing the hand to the floor": "Hand zum Boden gezwungen",
  "Stop where it feels easy. The hand may float.":
    "Halte, wo es leicht ist. Die Hand darf schweben.",
  "Good, no forcing now.": "Gut, ohne Zwang.",
  "eyes not following the hand": "Augen folgen der Hand nicht",
  "Follow your hand with your eyes.": "Folg der Hand mit den Augen.",
  "Good, your eyes follow now.": "Gut, jetzt folgen die Augen.",
  "arm drifting from shoulder height": "Arm verlässt die Schulterhöhe",
  "Arm at shoulder height.": "Arm auf Schulterhöhe.",
  "Good, arm at shoulder height now.": "Gut, Arm auf Schulterhöhe.",
  "elbow bent": "Ellbogen gebeugt",
  "Reach long.": "Streck dich lang.",
  "Good, a long arm now.": "Gut, ein langer Arm.",
  "A little further, if it is comfortable.": "Etwas weiter, wenn es angenehm ist.",
  "Good, a fuller turn now.": "Gut, jetzt eine vollere Drehung.",

  // Wall angel
  "Wall angel": "Wandengel",
  "Standing with your back against a wall, slide both arms up from a W to a V and down again, as far as ribs and hands stay quiet.":
    "Mit dem Rücken an der Wand beide Arme vom W zum V hoch- und wieder herunterschieben, so weit Rippen und Hände ruhig bleiben.",
  "Stand with your heels 10 to 20 cm from the wall (further if you are stiff), knees soft.":
    "Stell die Fersen 10 bis 20 cm von der Wand (weiter, wenn du steif bist), Knie weich.",
  "Buttocks, upper back and, if it goes easily, the head touch the wall; keep the natural small gap in the low back, ribs down.":
    "Gesäß, oberer Rücken und, wenn es leicht geht, der Kopf berühren die Wand; die kleine Lücke im Kreuz bleibt, Rippen tief.",
  "Raise your arms to a W: upper arms level, forearms up, backs of the hands against the wall.":
    "Heb die Arme zum W: Oberarme waagerecht, Unterarme hoch, Handrücken an der Wand.",
  "Slide up to a V and back down, only as far as hands and ribs allow.":
    "Schieb hoch zum V und zurück, nur so weit Hände und Rippen es zulassen.",
  "Breathe out on the way up, in on the way down.": "Aufwärts ausatmen, abwärts einatmen.",
  "on your back on the floor with bent knees": "auf dem Rücken am Boden mit gebeugten Knien",
  seated: "im Sitzen",
  "feet further from the wall": "Füße weiter von der Wand",
  "palms inwards": "Handflächen nach innen",
  "hold the W only": "nur das W halten",
  "three sets": "drei Sätze",
  "hold the W for 5 seconds": "das W 5 Sekunden halten",
  "a light band between the wrists": "ein leichtes Band zwischen den Handgelenken",
  slower: "langsamer",
  "a shoulder that slips out when the arm is raised and turned out":
    "einer Schulter, die beim Heben und Ausdrehen herausspringt",
  "acute pain in the rotator cuff, or a recent shoulder operation":
    "akutem Schmerz der Rotatorenmanschette oder frischer Schulteroperation",
  "numbness or tingling in the arm when you reach overhead":
    "Taubheit oder Kribbeln im Arm beim Griff über den Kopf",
  "a very round upper back: do it on the floor with a pillow; never force the head back":
    "sehr rundem oberem Rücken: mach es am Boden mit Kissen; zwing den Kopf nie zurück",
  "a free wall": "eine freie Wand",
  "In front of you for the arms; along the wall from the side for wall contact and ribs. Take turns.":
    "Vor dir für die Arme; seitlich an der Wand entlang für Wandkontakt und Rippen. Wechsle ab.",
  "Stand square to the camera with your back to the wall; for wall contact stand half turned or side-on.":
    "Steh gerade zur Kamera, den Rücken an der Wand; für den Wandkontakt halb gedreht oder seitlich.",
  "Slide up": "Hochschieben",
  "Slide down": "Herunterschieben",
  "low back arching": "Hohlkreuz",
  "Ribs down. Slide only as high as your back stays quiet.":
    "Rippen tief. Schieb nur so hoch, wie der Rücken ruhig bleibt.",
  "Good, ribs down now.": "Gut, Rippen tief.",
  "hands leaving the wall": "Hände verlassen die Wand",
  "Slide lower, where your hands can stay on the wall.":
    "Bleib tiefer, wo die Hände an der Wand bleiben.",
  "Good, hands on the wall now.": "Gut, Hände an der Wand.",
  "elbows leaving the wall": "Ellbogen verlassen die Wand",
  "Elbows back to the wall.": "Ellbogen zurück an die Wand.",
  "Good, elbows on the wall now.": "Gut, Ellbogen an der Wand.",
  "head poking forward": "Kopf vorgeschoben",
  "Gentle double chin, long neck.": "Sanftes Doppelkinn, langer Nacken.",
  "Reach up without squeezing your neck.": "Heb hoch, ohne den Nacken zu spannen.",
  "Good, easy neck now.": "Gut, lockerer Nacken.",
  "Three seconds up, three down.": "Drei Sekunden hoch, drei herunter.",
  "one side lower": "eine Seite tiefer",
  "Match both arms.": "Beide Arme gleich.",
  "Good, both arms match now.": "Gut, beide Arme gleich.",
  "A little higher, as far as hands and ribs stay quiet.":
    "Etwas höher, so weit Hände und Rippen ruhig bleiben.",
  "Good, higher now.": "Gut, jetzt höher.",

  // Sets that begin, reps that were none
  "Not quite a full one. A little further, if it is comfortable.":
    "Noch keine ganze. Etwas weiter, wenn es angenehm ist.",
  "Too quick to count. Take your time.": "Zu schnell zum Zählen. Lass dir Zeit.",
  "That took very long; begin again from the start pose.":
    "Das dauerte sehr lange; beginn noch einmal in der Startposition.",
  "Only one way of it. Do both halves.": "Das war nur ein Weg. Mach beide Hälften.",
  "I lost sight of you there.": "Da habe ich dich aus den Augen verloren.",
  "That looked like another movement.": "Das sah nach einer anderen Bewegung aus.",
  "Paused, because I can't see you. I go on when you are back.":
    "Pause, weil ich dich nicht sehe. Es geht weiter, wenn du zurück bist.",
  "Go easier now: half the range or a lighter load, and slower.":
    "Jetzt leichter: halber Umfang oder weniger Last, und langsamer.",
  "Stop training now. With chest pain or pressure, breathlessness at rest, fainting, sudden severe headache, or weakness in face, arm or speech, call your local emergency number.":
    "Hör jetzt auf. Bei Schmerz oder Druck in der Brust, Atemnot in Ruhe, Ohnmacht, plötzlichem heftigem Kopfschmerz oder Schwäche in Gesicht, Arm oder Sprache ruf den Notruf.",
  "Now the left side.": "Jetzt die linke Seite.",
  "Now the right side.": "Jetzt die rechte Seite.",

  // Why an exercise is planned as it is
  "Your first dose: easy, to learn the movement.":
    "Deine erste Dosis: leicht, um die Bewegung zu lernen.",
  "A few easy ones first.": "Zuerst ein paar leichte.",
  "Done today.": "Heute schon gemacht.",
  "Good to have you back. Coming back is what makes a habit.":
    "Schön, dass du wieder da bist. Wiederkommen macht die Gewohnheit.",
  "Done for today. Well done.": "Fertig für heute. Gut gemacht.",
  "As many clean reps as go, with one or two left in you.":
    "So viele saubere Wiederholungen wie gehen, mit ein oder zwei in Reserve.",
};

/** What is said of placement and by notices; their English texts name parts of the body too. */
export const codes: Readonly<Record<string, string>> = {
  nobody: "Ich sehe dich nicht. Komm mit dem ganzen Körper ins Bild.",
  too_near: "Du bist zu nah. Geh zurück, bis du ganz im Bild bist.",
  too_far: "Du bist weit weg. Komm näher oder stell die Kamera näher.",
  cut_left: "Der linke Bildrand schneidet dich ab. Geh davon weg oder einen Schritt zurück.",
  cut_right: "Der rechte Bildrand schneidet dich ab. Geh davon weg oder einen Schritt zurück.",
  cut_top: "Oben ist zu wenig Platz. Geh zurück oder kipp die Kamera nach oben.",
  cut_bottom: "Unten ist zu wenig Platz. Geh zurück oder kipp die Kamera nach unten.",
  hidden: "Ich sehe dich nicht gut. Ist etwas im Weg, oder ist es zu dunkel?",
  position: "Ich sehe dich. Geh in die Startposition.",
  wrong_view: "Die Kamera steht nicht richtig zu dir. Sieh dir die Zeichnung an.",
  ready: "Ich sehe dich ganz.",
  set_started: "Ich habe dich. Beginn, wenn du so weit bist.",
  target_reached: "Das war die letzte. Gut gemacht.",
  another_person: "Jemand anderes kam ins Bild; ich mache weiter, wenn ich dich wieder sehe.",
  other_side: "Das war die andere Seite. Dreh dich um oder geh zum nächsten Schritt.",
  not_saved: "Das Tagebuch ließ sich gerade nicht schreiben; ich versuche es weiter.",
};

/** Sentences with a number or name in them. */
export const patterns: readonly (readonly [RegExp, string])[] = [
  [
    /^We stop the [a-z ]+ for today, because of the pain\. .*$/,
    "Diese Übung lassen wir heute wegen der Schmerzen. Sind sie in zwei, drei Tagen noch da, frag Ärztin oder Physiotherapeut.",
  ],
  [/^Fewer sets, to fit (\d+) minutes\.$/, "Weniger Sätze, damit es in $1 Minuten passt."],
  [/^The same as last time\..*$/, "Wie beim letzten Mal."],
  [/^All (\d+) reps done(?:, easily)?: now (\d+)\.$/, "Alle $1 geschafft: jetzt $2."],
  [/^Done twice as planned: (\d+) reps now\.$/, "Zweimal wie geplant geschafft: jetzt $1."],
  [/^Done twice as planned: (\d+) sets now\.$/, "Zweimal wie geplant geschafft: jetzt $1 Sätze."],
  [
    /^Three exercises make a short day; .* has the next one\.$/,
    "Drei Übungen sind ein kurzer Tag; die übrigen kommen beim nächsten Mal.",
  ],
];
