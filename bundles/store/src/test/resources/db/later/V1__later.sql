CREATE TABLE later_thing (institution TEXT NOT NULL PRIMARY KEY);
