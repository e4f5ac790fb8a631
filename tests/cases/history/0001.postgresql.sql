CREATE TABLE public.copydesk_document (
    run_number bigint NOT NULL,
    number bigint NOT NULL,
    source_number bigint NOT NULL,
    id text,
    score double precision,
    verdict text,
    words bigint,
    findings bigint NOT NULL,
    unreadable text,
    path text,
    line_number bigint,
    record_number bigint
);
CREATE TABLE public.copydesk_gate (
    run_number bigint NOT NULL,
    "position" bigint NOT NULL,
    name text NOT NULL,
    source text,
    level text NOT NULL,
    allowed text NOT NULL,
    value bigint NOT NULL,
    total bigint NOT NULL,
    met boolean NOT NULL
);
CREATE TABLE public.copydesk_history_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.copydesk_run (
    number bigint NOT NULL,
    id text NOT NULL,
    started timestamp with time zone NOT NULL,
    ended timestamp with time zone NOT NULL,
    version text NOT NULL,
    rules_path text NOT NULL,
    rules_digest text NOT NULL,
    conditions json NOT NULL,
    near_duplicates bigint NOT NULL,
    documents bigint NOT NULL,
    passed bigint NOT NULL,
    review bigint NOT NULL,
    failed bigint NOT NULL,
    unreadable bigint NOT NULL,
    words bigint NOT NULL,
    findings bigint NOT NULL,
    score_mean double precision,
    score_lowest double precision,
    score_p05 double precision,
    score_p25 double precision,
    score_p50 double precision,
    score_p75 double precision,
    score_p95 double precision
);
CREATE SEQUENCE public.copydesk_run_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.copydesk_run_number_seq OWNED BY public.copydesk_run.number;
CREATE TABLE public.copydesk_source (
    run_number bigint NOT NULL,
    number bigint NOT NULL,
    name text NOT NULL,
    documents bigint NOT NULL,
    passed bigint NOT NULL,
    review bigint NOT NULL,
    failed bigint NOT NULL,
    unreadable bigint NOT NULL,
    words bigint NOT NULL,
    findings bigint NOT NULL,
    score_mean double precision,
    score_lowest double precision,
    score_p05 double precision,
    score_p25 double precision,
    score_p50 double precision,
    score_p75 double precision,
    score_p95 double precision
);
CREATE TABLE public.copydesk_source_rule (
    run_number bigint NOT NULL,
    source_number bigint NOT NULL,
    rule text NOT NULL,
    findings bigint NOT NULL,
    documents bigint NOT NULL
);
CREATE TABLE public.copydesk_source_unreadable (
    run_number bigint NOT NULL,
    source_number bigint NOT NULL,
    reason text NOT NULL,
    documents bigint NOT NULL
);
ALTER TABLE ONLY public.copydesk_run ALTER COLUMN number SET DEFAULT nextval('public.copydesk_run_number_seq'::regclass);
INSERT INTO public.copydesk_document VALUES (1, 1, 0, 'id-1', 41, 'fail', 40, 3, NULL, 'feed.jsonl', 1, 1);
INSERT INTO public.copydesk_document VALUES (1, 2, 0, 'id-2', 100, 'pass', 40, 0, NULL, 'feed.jsonl', 2, 2);
INSERT INTO public.copydesk_document VALUES (1, 3, 1, 'id-3', 97.25, 'pass', 40, 1, NULL, 'feed.jsonl', 3, 3);
INSERT INTO public.copydesk_document VALUES (1, 4, 0, 'id-4', 88.5, 'pass', 40, 1, NULL, 'feed.jsonl', 4, 4);
INSERT INTO public.copydesk_document VALUES (1, 5, 0, 'id-5', NULL, NULL, NULL, 0, 'bad-json', 'feed.jsonl', 5, 5);
INSERT INTO public.copydesk_document VALUES (1, 6, 2, 'id-6', NULL, NULL, NULL, 0, 'missing-text', 'feed.jsonl', 6, 6);
INSERT INTO public.copydesk_gate VALUES (1, 0, 'max-failed', NULL, 'fail', '0', 1, 4, false);
INSERT INTO public.copydesk_history_version VALUES ('0001');
INSERT INTO public.copydesk_run VALUES (1, 'old', '2024-03-01 06:30:15.123456+00', '2024-03-01 06:32:15.123456+00', '0.1.0', 'rules.yaml', '0000000000000000000000000000000000000000000000000000000000000000', '{"settings": {"fail_under": 60.0}}', 1, 6, 3, 0, 1, 2, 160, 5, 81.6875, 41, 41, 41, 88.5, 97.25, 100);
INSERT INTO public.copydesk_source VALUES (1, 0, 'wire', 4, 2, 0, 1, 1, 120, 4, 76.5, 41, 41, 41, 88.5, 100, 100);
INSERT INTO public.copydesk_source VALUES (1, 1, 'blog', 1, 1, 0, 0, 0, 40, 1, 97.25, 97.25, 97.25, 97.25, 97.25, 97.25, 97.25);
INSERT INTO public.copydesk_source VALUES (1, 2, 'empty', 1, 0, 0, 0, 1, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.copydesk_source_rule VALUES (1, 0, 'garble/salad', 1, 1);
INSERT INTO public.copydesk_source_rule VALUES (1, 0, 'symbols/stray-dagger', 2, 2);
INSERT INTO public.copydesk_source_rule VALUES (1, 0, 'symbols/zero-width', 1, 1);
INSERT INTO public.copydesk_source_rule VALUES (1, 1, 'injection/teaser', 1, 1);
INSERT INTO public.copydesk_source_unreadable VALUES (1, 0, 'bad-json', 1);
INSERT INTO public.copydesk_source_unreadable VALUES (1, 2, 'missing-text', 1);
SELECT pg_catalog.setval('public.copydesk_run_number_seq', 1, true);
ALTER TABLE ONLY public.copydesk_history_version
    ADD CONSTRAINT copydesk_history_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.copydesk_document
    ADD CONSTRAINT pk_copydesk_document PRIMARY KEY (run_number, number);
ALTER TABLE ONLY public.copydesk_gate
    ADD CONSTRAINT pk_copydesk_gate PRIMARY KEY (run_number, "position");
ALTER TABLE ONLY public.copydesk_run
    ADD CONSTRAINT pk_copydesk_run PRIMARY KEY (number);
ALTER TABLE ONLY public.copydesk_source
    ADD CONSTRAINT pk_copydesk_source PRIMARY KEY (run_number, number);
ALTER TABLE ONLY public.copydesk_source_rule
    ADD CONSTRAINT pk_copydesk_source_rule PRIMARY KEY (run_number, source_number, rule);
ALTER TABLE ONLY public.copydesk_source_unreadable
    ADD CONSTRAINT pk_copydesk_source_unreadable PRIMARY KEY (run_number, source_number, reason);
ALTER TABLE ONLY public.copydesk_run
    ADD CONSTRAINT uq_copydesk_run_id UNIQUE (id);
ALTER TABLE ONLY public.copydesk_document
    ADD CONSTRAINT fk_copydesk_document_run_number FOREIGN KEY (run_number) REFERENCES public.copydesk_run(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.copydesk_gate
    ADD CONSTRAINT fk_copydesk_gate_run_number FOREIGN KEY (run_number) REFERENCES public.copydesk_run(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.copydesk_source_rule
    ADD CONSTRAINT fk_copydesk_source_rule_run_number FOREIGN KEY (run_number, source_number) REFERENCES public.copydesk_source(run_number, number) ON DELETE CASCADE;
ALTER TABLE ONLY public.copydesk_source
    ADD CONSTRAINT fk_copydesk_source_run_number FOREIGN KEY (run_number) REFERENCES public.copydesk_run(number) ON DELETE CASCADE;
ALTER TABLE ONLY public.copydesk_source_unreadable
    ADD CONSTRAINT fk_copydesk_source_unreadable_run_number FOREIGN KEY (run_number, source_number) REFERENCES public.copydesk_source(run_number, number) ON DELETE CASCADE;
