BEGIN TRANSACTION;
CREATE TABLE copydesk_document (
	run_number BIGINT NOT NULL,
	number BIGINT NOT NULL,
	source_number BIGINT NOT NULL,
	id TEXT,
	score FLOAT,
	verdict TEXT,
	words BIGINT,
	findings BIGINT NOT NULL,
	unreadable TEXT,
	path TEXT,
	line_number BIGINT,
	record_number BIGINT,
	CONSTRAINT pk_copydesk_document PRIMARY KEY (run_number, number),
	CONSTRAINT fk_copydesk_document_run_number FOREIGN KEY(run_number) REFERENCES copydesk_run (number) ON DELETE CASCADE
);
INSERT INTO "copydesk_document" VALUES(1,1,0,'id-1',41.0,'fail',40,3,NULL,'feed.jsonl',1,1);
INSERT INTO "copydesk_document" VALUES(1,2,0,'id-2',100.0,'pass',40,0,NULL,'feed.jsonl',2,2);
INSERT INTO "copydesk_document" VALUES(1,3,1,'id-3',97.25,'pass',40,1,NULL,'feed.jsonl',3,3);
INSERT INTO "copydesk_document" VALUES(1,4,0,'id-4',88.5,'pass',40,1,NULL,'feed.jsonl',4,4);
INSERT INTO "copydesk_document" VALUES(1,5,0,'id-5',NULL,NULL,NULL,0,'bad-json','feed.jsonl',5,5);
INSERT INTO "copydesk_document" VALUES(1,6,2,'id-6',NULL,NULL,NULL,0,'missing-text','feed.jsonl',6,6);
CREATE TABLE copydesk_gate (
	run_number BIGINT NOT NULL,
	position BIGINT NOT NULL,
	name TEXT NOT NULL,
	source TEXT,
	level TEXT NOT NULL,
	allowed TEXT NOT NULL,
	value BIGINT NOT NULL,
	total BIGINT NOT NULL,
	met BOOLEAN NOT NULL,
	CONSTRAINT pk_copydesk_gate PRIMARY KEY (run_number, position),
	CONSTRAINT fk_copydesk_gate_run_number FOREIGN KEY(run_number) REFERENCES copydesk_run (number) ON DELETE CASCADE
);
INSERT INTO "copydesk_gate" VALUES(1,0,'max-failed',NULL,'fail','0',1,4,0);
CREATE TABLE copydesk_history_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT copydesk_history_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "copydesk_history_version" VALUES('0001');
CREATE TABLE copydesk_run (
	number INTEGER NOT NULL,
	id TEXT NOT NULL,
	started DATETIME NOT NULL,
	ended DATETIME NOT NULL,
	version TEXT NOT NULL,
	rules_path TEXT NOT NULL,
	rules_digest TEXT NOT NULL,
	conditions JSON NOT NULL,
	near_duplicates BIGINT NOT NULL,
	documents BIGINT NOT NULL,
	passed BIGINT NOT NULL,
	review BIGINT NOT NULL,
	failed BIGINT NOT NULL,
	unreadable BIGINT NOT NULL,
	words BIGINT NOT NULL,
	findings BIGINT NOT NULL,
	score_mean FLOAT,
	score_lowest FLOAT,
	score_p05 FLOAT,
	score_p25 FLOAT,
	score_p50 FLOAT,
	score_p75 FLOAT,
	score_p95 FLOAT,
	CONSTRAINT pk_copydesk_run PRIMARY KEY (number),
	CONSTRAINT uq_copydesk_run_id UNIQUE (id)
);
INSERT INTO "copydesk_run" VALUES(1,'old','2024-03-01 06:30:15.123456','2024-03-01 06:32:15.123456','0.1.0','rules.yaml','0000000000000000000000000000000000000000000000000000000000000000','{"settings": {"fail_under": 60.0}}',1,6,3,0,1,2,160,5,81.6875,41.0,41.0,41.0,88.5,97.25,100.0);
CREATE TABLE copydesk_source (
	run_number BIGINT NOT NULL,
	number BIGINT NOT NULL,
	name TEXT NOT NULL,
	documents BIGINT NOT NULL,
	passed BIGINT NOT NULL,
	review BIGINT NOT NULL,
	failed BIGINT NOT NULL,
	unreadable BIGINT NOT NULL,
	words BIGINT NOT NULL,
	findings BIGINT NOT NULL,
	score_mean FLOAT,
	score_lowest FLOAT,
	score_p05 FLOAT,
	score_p25 FLOAT,
	score_p50 FLOAT,
	score_p75 FLOAT,
	score_p95 FLOAT,
	CONSTRAINT pk_copydesk_source PRIMARY KEY (run_number, number),
	CONSTRAINT fk_copydesk_source_run_number FOREIGN KEY(run_number) REFERENCES copydesk_run (number) ON DELETE CASCADE
);
INSERT INTO "copydesk_source" VALUES(1,0,'wire',4,2,0,1,1,120,4,76.5,41.0,41.0,41.0,88.5,100.0,100.0);
INSERT INTO "copydesk_source" VALUES(1,1,'blog',1,1,0,0,0,40,1,97.25,97.25,97.25,97.25,97.25,97.25,97.25);
INSERT INTO "copydesk_source" VALUES(1,2,'empty',1,0,0,0,1,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE copydesk_source_rule (
	run_number BIGINT NOT NULL,
	source_number BIGINT NOT NULL,
	rule TEXT NOT NULL,
	findings BIGINT NOT NULL,
	documents BIGINT NOT NULL,
	CONSTRAINT pk_copydesk_source_rule PRIMARY KEY (run_number, source_number, rule),
	CONSTRAINT fk_copydesk_source_rule_run_number FOREIGN KEY(run_number, source_number) REFERENCES copydesk_source (run_number, number) ON DELETE CASCADE
);
INSERT INTO "copydesk_source_rule" VALUES(1,0,'garble/salad',1,1);
INSERT INTO "copydesk_source_rule" VALUES(1,0,'symbols/stray-dagger',2,2);
INSERT INTO "copydesk_source_rule" VALUES(1,0,'symbols/zero-width',1,1);
INSERT INTO "copydesk_source_rule" VALUES(1,1,'injection/teaser',1,1);
CREATE TABLE copydesk_source_unreadable (
	run_number BIGINT NOT NULL,
	source_number BIGINT NOT NULL,
	reason TEXT NOT NULL,
	documents BIGINT NOT NULL,
	CONSTRAINT pk_copydesk_source_unreadable PRIMARY KEY (run_number, source_number, reason),
	CONSTRAINT fk_copydesk_source_unreadable_run_number FOREIGN KEY(run_number, source_number) REFERENCES copydesk_source (run_number, number) ON DELETE CASCADE
);
INSERT INTO "copydesk_source_unreadable" VALUES(1,0,'bad-json',1);
INSERT INTO "copydesk_source_unreadable" VALUES(1,2,'missing-text',1);
COMMIT;
