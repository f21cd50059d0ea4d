INSERT INTO wilayah (kode, nama)
VALUES
('11','ACEH'),
('11.01.01.2001','Ba''u'),
('11.02','Pu\'uk');
