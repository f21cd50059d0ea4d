-- regions
CREATE TABLE `wilayah_2018` (
  `kode` varchar(13) NOT NULL
);
INSERT INTO `wilayah_2018` (`kode`, `nama`) VALUES
('99','NUSA'),
('99.01','KAB. SELATAN '),
('99.01.01','Pasi Ba''u'),
('99.01.01.2001','Pu\'uk');
INSERT INTO `wilayah_2018` (`kode`, `nama`) VALUES
('99.1','UTARA'),
('99.02',NULL),
('99.71','KOTA NUSA');
