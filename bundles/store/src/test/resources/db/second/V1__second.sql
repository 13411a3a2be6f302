CREATE TABLE second_thing (institution TEXT NOT NULL PRIMARY KEY);
