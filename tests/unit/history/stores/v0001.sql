BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('v0001');
CREATE TABLE answers (
	id INTEGER NOT NULL, 
	run INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	question TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	flaky BOOLEAN NOT NULL, 
	clicks INTEGER, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_answers_run_place UNIQUE (run, place), 
	FOREIGN KEY(run) REFERENCES runs (id) ON DELETE CASCADE
);
INSERT INTO "answers" VALUES(1,1,0,'q','passed','',0,1,'{"id":"q","question":"What about q?","outcome":"passed","asked":"a","reason":"","flaky":false,"harder":false,"severity":"error","clicks":1,"error":"","path":{"question":"q","persona":"menu","device":"desktop","start":"https://shop.example/","locale":"en-GB","steps":[{"action":"click","label":"Returns","url":"https://shop.example/","landed":"https://shop.example/returns","clicks":1}]},"quotes":[{"url":"https://shop.example/returns","text":"You have 30 days.","facts":["30 days"]}],"visitors":[],"pages":[]}');
INSERT INTO "answers" VALUES(2,2,0,'q','failed','hidden',0,1,'{"id":"q","question":"What about q?","outcome":"failed","asked":"a","reason":"hidden","flaky":false,"harder":false,"severity":"error","clicks":1,"error":"","path":null,"quotes":[],"visitors":[],"pages":[]}');
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	run_id TEXT NOT NULL, 
	site TEXT NOT NULL, 
	started_at TEXT NOT NULL, 
	complete BOOLEAN NOT NULL, 
	tool_version TEXT NOT NULL, 
	wall_s FLOAT NOT NULL, 
	score FLOAT, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_runs_key UNIQUE ("key")
);
INSERT INTO "runs" VALUES(1,'0699911ec43092803c0b706ce06b4bc2','20260301-020000-abcd','https://shop.example','2026-03-01T02:00:00+00:00',1,'0.1.0',61.0,0.5);
INSERT INTO "runs" VALUES(2,'6cbd8eb41437964f3ea27b4c30b26181','20260302-020000-abcd','https://shop.example','2026-03-02T02:00:00+00:00',1,'0.1.0',62.0,0.5);
CREATE TABLE sights (
	run INTEGER NOT NULL, 
	body BLOB NOT NULL, 
	PRIMARY KEY (run), 
	FOREIGN KEY(run) REFERENCES runs (id) ON DELETE CASCADE
);
INSERT INTO "sights" VALUES(1,X'789C858DCD0AC23010845F25CC39B4056F790AAF223D2C666B4B631BB39BA294BCBB117AF0E66D7E3E667644BAB3C05D7790CCECE130AA46716D2BE31A1B7ED123066E136B4E8BC022A7F01FD2490357EC5CD7CD4F1E49E438C465CD66A48DCDA9339EDED2A0B708D3327FDB2A6F59E1060AC2169EC91FA6D46A1DE0763C2BD7F5A57C0047F34288');
INSERT INTO "sights" VALUES(2,X'789CAB562A484C4F2D56B28A8ED551CA4F53B2AAAEAD050045AC06B6');
CREATE INDEX ix_runs_site_started_at ON runs (site, started_at);
CREATE INDEX ix_runs_run_id ON runs (run_id);
CREATE INDEX ix_answers_question ON answers (question);
COMMIT;
