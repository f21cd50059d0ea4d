INSERT INTO wilayah_2018 (kode, nama) VALUES
('14','RIAU'),
('14.08','KAB. SIAK'),
('81','UTARA'),
('81.01','KAB. MELATI'),
('81.71','KOTA MELATI');
