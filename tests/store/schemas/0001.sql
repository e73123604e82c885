BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE day_summaries (
	day TEXT NOT NULL, 
	version TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	summaries JSON NOT NULL, 
	PRIMARY KEY (day), 
	UNIQUE (revision)
);
INSERT INTO "day_summaries" VALUES('2026-05-04','1-934121fd',1795364661159846,'[["2026-05-04","seated_row","both",1,0,3,2,0,9.900000000000002,0.0,3,2,null,3,3,82.0,81,null,null,0,2,0,{"elbow_flexion_deg":[2,99.0,99.0,99.0,5.0,"deg"]}]]');
INSERT INTO "day_summaries" VALUES('2026-05-05','1-934121fd',1795364661217944,'[["2026-05-05","seated_row","both",1,0,3,2,0,9.900000000000002,0.0,3,2,null,3,3,82.0,81,null,null,0,1,0,{"elbow_flexion_deg":[1,99.0,99.0,99.0,5.0,"deg"]}]]');
INSERT INTO "day_summaries" VALUES('2026-05-06','1-934121fd',1795364661239238,'[["2026-05-06","seated_row","both",1,0,3,2,0,9.900000000000002,0.0,3,2,null,3,3,82.0,81,null,null,0,1,0,{"elbow_flexion_deg":[1,99.0,99.0,99.0,5.0,"deg"]}]]');
INSERT INTO "day_summaries" VALUES('2026-05-07','1-934121fd',1795364661267377,'[["2026-05-07","seated_row","both",1,0,3,2,0,9.900000000000002,0.0,3,2,null,3,3,82.0,81,null,null,0,1,0,{"elbow_flexion_deg":[1,99.0,99.0,99.0,5.0,"deg"]}]]');
CREATE TABLE documents (
	name TEXT NOT NULL, 
	content JSON NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "documents" VALUES('profile','{"name":"Ada","bands":["rot",null,1.5,1180591620717411303424]}');
CREATE TABLE findings (
	set_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	check_name TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	rep INTEGER NOT NULL, 
	start_s DOUBLE NOT NULL, 
	end_s DOUBLE NOT NULL, 
	value DOUBLE NOT NULL, 
	limit_value DOUBLE NOT NULL, 
	unit TEXT NOT NULL, 
	PRIMARY KEY (set_id, position), 
	FOREIGN KEY(set_id) REFERENCES sets (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "findings" VALUES('set-1',0,'elbows_wide','effectiveness',2,8.5,9.25,48.0,40.0,'deg');
INSERT INTO "findings" VALUES('set-2',0,'elbows_wide','effectiveness',2,8.5,9.25,48.0,40.0,'deg');
INSERT INTO "findings" VALUES('set-of-1',0,'elbows_wide','effectiveness',2,8.5,9.25,48.0,40.0,'deg');
INSERT INTO "findings" VALUES('set-of-2',0,'elbows_wide','effectiveness',2,8.5,9.25,48.0,40.0,'deg');
INSERT INTO "findings" VALUES('set-of-3',0,'elbows_wide','effectiveness',2,8.5,9.25,48.0,40.0,'deg');
CREATE TABLE pain_entries (
	id TEXT NOT NULL, 
	stated_at TEXT NOT NULL, 
	stated_us BIGINT NOT NULL, 
	day TEXT NOT NULL, 
	moment TEXT NOT NULL, 
	value INTEGER NOT NULL, 
	exercise TEXT, 
	session_id TEXT, 
	worse BOOLEAN, 
	is_alarming BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "pain_entries" VALUES('p','2026-05-04T07:30:00.250000+02:00',1777872600250000,'2026-05-04','next_morning',2,NULL,NULL,0,0);
CREATE TABLE reps (
	set_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	side TEXT NOT NULL, 
	counted BOOLEAN NOT NULL, 
	reason TEXT, 
	start_s DOUBLE NOT NULL, 
	peak_s DOUBLE NOT NULL, 
	end_s DOUBLE NOT NULL, 
	tempo JSON NOT NULL, 
	measures JSON NOT NULL, 
	findings JSON NOT NULL, 
	score INTEGER, 
	by_hand BOOLEAN NOT NULL, 
	PRIMARY KEY (set_id, number), 
	FOREIGN KEY(set_id) REFERENCES sets (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "reps" VALUES('set-1',1,'both',1,NULL,4.0,5.1,7.3,'{"pull_s":1.1,"hold_s":0.5,"return_s":1.7}','{"elbow_flexion_deg":{"value":97.1,"error":5.0,"unit":"deg"}}','[]',81,0);
INSERT INTO "reps" VALUES('set-1',2,'both',1,NULL,8.0,9.1,11.3,'{"pull_s":1.1,"hold_s":0.5,"return_s":1.7}','{"elbow_flexion_deg":{"value":97.1,"error":5.0,"unit":"deg"}}','["elbows_wide"]',82,0);
INSERT INTO "reps" VALUES('set-1',3,'both',1,NULL,12.0,13.1,15.3,'{"pull_s":1.1,"hold_s":0.5,"return_s":1.7}','{"elbow_flexion_deg":{"value":97.1,"error":5.0,"unit":"deg"}}','[]',83,0);
INSERT INTO "reps" VALUES('set-of-1',1,'both',1,NULL,4.0,5.1,7.3,'{"pull_s":1.1,"hold_s":0.5,"return_s":1.7}','{"elbow_flexion_deg":{"value":97.1,"error":5.0,"unit":"deg"}}','[]',81,0);
INSERT INTO "reps" VALUES('set-of-1',2,'both',1,NULL,8.0,9.1,11.3,'{"pull_s":1.1,"hold_s":0.5,"return_s":1.7}','{"elbow_flexion_deg":{"value":97.1,"error":5.0,"unit":"deg"}}','["elbows_wide"]',82,0);
INSERT INTO "reps" VALUES('set-of-1',3,'both',1,NULL,12.0,13.1,15.3,'{"pull_s":1.1,"hold_s":0.5,"return_s":1.7}','{"elbow_flexion_deg":{"value":97.1,"error":5.0,"unit":"deg"}}','[]',83,0);
INSERT INTO "reps" VALUES('set-of-2',1,'both',1,NULL,4.0,5.1,7.3,'{"pull_s":1.1,"hold_s":0.5,"return_s":1.7}','{"elbow_flexion_deg":{"value":97.1,"error":5.0,"unit":"deg"}}','[]',81,0);
INSERT INTO "reps" VALUES('set-of-2',2,'both',1,NULL,8.0,9.1,11.3,'{"pull_s":1.1,"hold_s":0.5,"return_s":1.7}','{"elbow_flexion_deg":{"value":97.1,"error":5.0,"unit":"deg"}}','["elbows_wide"]',82,0);
INSERT INTO "reps" VALUES('set-of-2',3,'both',1,NULL,12.0,13.1,15.3,'{"pull_s":1.1,"hold_s":0.5,"return_s":1.7}','{"elbow_flexion_deg":{"value":97.1,"error":5.0,"unit":"deg"}}','[]',83,0);
INSERT INTO "reps" VALUES('set-of-3',1,'both',1,NULL,4.0,5.1,7.3,'{"pull_s":1.1,"hold_s":0.5,"return_s":1.7}','{"elbow_flexion_deg":{"value":97.1,"error":5.0,"unit":"deg"}}','[]',81,0);
INSERT INTO "reps" VALUES('set-of-3',2,'both',1,NULL,8.0,9.1,11.3,'{"pull_s":1.1,"hold_s":0.5,"return_s":1.7}','{"elbow_flexion_deg":{"value":97.1,"error":5.0,"unit":"deg"}}','["elbows_wide"]',82,0);
INSERT INTO "reps" VALUES('set-of-3',3,'both',1,NULL,12.0,13.1,15.3,'{"pull_s":1.1,"hold_s":0.5,"return_s":1.7}','{"elbow_flexion_deg":{"value":97.1,"error":5.0,"unit":"deg"}}','[]',83,0);
CREATE TABLE sessions (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	started_at TEXT NOT NULL, 
	started_us BIGINT NOT NULL, 
	day TEXT NOT NULL, 
	ended_at TEXT, 
	"plan" JSON NOT NULL, 
	note TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "sessions" VALUES('session-1','short','2026-05-04T07:30:00.250000+02:00',1777872600250000,'2026-05-04','2026-05-04T07:39:00.250000+02:00','[{"exercise":"seated_row","side":"both","sets":2,"reps":10,"hold_s":0.0,"rest_s":60.0,"load":{"kind":"none","band_step":null,"mass_kg":null},"target_range_deg":null,"reasons":[],"variant":""}]','after the laptop');
INSERT INTO "sessions" VALUES('session-of-1','short','2026-05-05T07:30:00.250000+02:00',1777959000250000,'2026-05-05','2026-05-04T07:39:00.250000+02:00','[{"exercise":"seated_row","side":"both","sets":2,"reps":10,"hold_s":0.0,"rest_s":60.0,"load":{"kind":"none","band_step":null,"mass_kg":null},"target_range_deg":null,"reasons":[],"variant":""}]','after the laptop');
INSERT INTO "sessions" VALUES('session-of-2','short','2026-05-06T07:30:00.250000+02:00',1778045400250000,'2026-05-06','2026-05-04T07:39:00.250000+02:00','[{"exercise":"seated_row","side":"both","sets":2,"reps":10,"hold_s":0.0,"rest_s":60.0,"load":{"kind":"none","band_step":null,"mass_kg":null},"target_range_deg":null,"reasons":[],"variant":""}]','after the laptop');
INSERT INTO "sessions" VALUES('session-of-3','short','2026-05-07T07:30:00.250000+02:00',1778131800250000,'2026-05-07','2026-05-04T07:39:00.250000+02:00','[{"exercise":"seated_row","side":"both","sets":2,"reps":10,"hold_s":0.0,"rest_s":60.0,"load":{"kind":"none","band_step":null,"mass_kg":null},"target_range_deg":null,"reasons":[],"variant":""}]','after the laptop');
CREATE TABLE set_measures (
	set_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	value DOUBLE NOT NULL, 
	error DOUBLE NOT NULL, 
	unit TEXT NOT NULL, 
	passport JSON NOT NULL, 
	PRIMARY KEY (set_id, name), 
	FOREIGN KEY(set_id) REFERENCES sets (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "set_measures" VALUES('set-1','elbow_flexion_deg',0,99.0,5.0,'deg','{"view":"side_left","yaw_deg":84.0,"n_frames":411,"rules":"r1","lux":null}');
INSERT INTO "set_measures" VALUES('set-2','elbow_flexion_deg',0,99.0,5.0,'deg','{"view":"side_left","yaw_deg":84.0,"n_frames":411,"rules":"r1","lux":null}');
INSERT INTO "set_measures" VALUES('set-of-1','elbow_flexion_deg',0,99.0,5.0,'deg','{"view":"side_left","yaw_deg":84.0,"n_frames":411,"rules":"r1","lux":null}');
INSERT INTO "set_measures" VALUES('set-of-2','elbow_flexion_deg',0,99.0,5.0,'deg','{"view":"side_left","yaw_deg":84.0,"n_frames":411,"rules":"r1","lux":null}');
INSERT INTO "set_measures" VALUES('set-of-3','elbow_flexion_deg',0,99.0,5.0,'deg','{"view":"side_left","yaw_deg":84.0,"n_frames":411,"rules":"r1","lux":null}');
CREATE TABLE sets (
	id TEXT NOT NULL, 
	session_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	exercise TEXT NOT NULL, 
	side TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	started_at TEXT NOT NULL, 
	ended_at TEXT, 
	source TEXT NOT NULL, 
	prescription JSON, 
	load_kind TEXT NOT NULL, 
	load_band_step INTEGER, 
	load_mass_kg DOUBLE, 
	"view" TEXT, 
	rules TEXT, 
	model TEXT, 
	effort_rir INTEGER, 
	pain INTEGER, 
	note TEXT NOT NULL, 
	not_measured JSON NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "sets" VALUES('set-1','session-1',0,'seated_row','both',1,'2026-05-04T07:30:00.250000+02:00','2026-05-04T07:30:40.250000+02:00','camera','{"exercise":"seated_row","side":"both","sets":2,"reps":10,"hold_s":0.0,"rest_s":60.0,"load":{"kind":"band","band_step":2,"mass_kg":null},"target_range_deg":null,"reasons":["Two more than last time, twice."],"variant":""}','band',2,NULL,'side_left','r1','full',NULL,NULL,'Gummiband färbt ab 🙂','[{"signal":"upper_arm_abduction_deg","reason":"needs a front","advice":null}]');
INSERT INTO "sets" VALUES('set-2','session-1',1,'seated_row','both',1,'2026-05-04T07:30:00.250000+02:00','2026-05-04T07:30:40.250000+02:00','camera',NULL,'band',2,NULL,'side_left','r1','full',NULL,NULL,'Gummiband färbt ab 🙂','[{"signal":"upper_arm_abduction_deg","reason":"needs a front","advice":null}]');
INSERT INTO "sets" VALUES('set-of-1','session-of-1',0,'seated_row','both',1,'2026-05-05T07:30:00.250000+02:00','2026-05-05T07:30:00.250000+02:00','camera','{"exercise":"seated_row","side":"both","sets":2,"reps":10,"hold_s":0.0,"rest_s":60.0,"load":{"kind":"band","band_step":2,"mass_kg":null},"target_range_deg":null,"reasons":["Two more than last time, twice."],"variant":""}','band',2,NULL,'side_left','r1','full',NULL,NULL,'Gummiband färbt ab 🙂','[{"signal":"upper_arm_abduction_deg","reason":"needs a front","advice":null}]');
INSERT INTO "sets" VALUES('set-of-2','session-of-2',0,'seated_row','both',1,'2026-05-06T07:30:00.250000+02:00','2026-05-06T07:30:00.250000+02:00','camera','{"exercise":"seated_row","side":"both","sets":2,"reps":10,"hold_s":0.0,"rest_s":60.0,"load":{"kind":"band","band_step":2,"mass_kg":null},"target_range_deg":null,"reasons":["Two more than last time, twice."],"variant":""}','band',2,NULL,'side_left','r1','full',NULL,NULL,'Gummiband färbt ab 🙂','[{"signal":"upper_arm_abduction_deg","reason":"needs a front","advice":null}]');
INSERT INTO "sets" VALUES('set-of-3','session-of-3',0,'seated_row','both',1,'2026-05-07T07:30:00.250000+02:00','2026-05-07T07:30:00.250000+02:00','camera','{"exercise":"seated_row","side":"both","sets":2,"reps":10,"hold_s":0.0,"rest_s":60.0,"load":{"kind":"band","band_step":2,"mass_kg":null},"target_range_deg":null,"reasons":["Two more than last time, twice."],"variant":""}','band',2,NULL,'side_left','r1','full',NULL,NULL,'Gummiband färbt ab 🙂','[{"signal":"upper_arm_abduction_deg","reason":"needs a front","advice":null}]');
CREATE TABLE stale_days (
	day TEXT NOT NULL, 
	PRIMARY KEY (day)
);
CREATE TABLE tracks (
	set_id TEXT NOT NULL, 
	recording BLOB NOT NULL, 
	PRIMARY KEY (set_id), 
	FOREIGN KEY(set_id) REFERENCES sets (id) ON DELETE CASCADE
);
INSERT INTO "tracks" VALUES('set-1',X'000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F202122232425262728292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F404142434445464748494A4B4C4D4E4F505152535455565758595A5B5C5D5E5F606162636465666768696A6B6C6D6E6F707172737475767778797A7B7C7D7E7F808182838485868788898A8B8C8D8E8F909192939495969798999A9B9C9D9E9FA0A1A2A3A4A5A6A7A8A9AAABACADAEAFB0B1B2B3B4B5B6B7B8B9BABBBCBDBEBFC0C1C2C3C4C5C6C7C8C9CACBCCCDCECFD0D1D2D3D4D5D6D7D8D9DADBDCDDDEDFE0E1E2E3E4E5E6E7E8E9EAEBECEDEEEFF0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF');
CREATE INDEX sessions_in_time ON sessions (started_us, id);
CREATE INDEX sessions_by_day ON sessions (day);
CREATE INDEX sets_of_session ON sets (session_id, position);
CREATE INDEX sets_of_exercise ON sets (exercise, side);
CREATE INDEX pain_entries_in_time ON pain_entries (stated_us, id);
COMMIT;
