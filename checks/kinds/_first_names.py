"""First names by sex, of the languages that news is translated from and into: more than `_gender_data` has.

A name that both sexes bear in some language (Andrea, Camille, Deniz, Jan, Joan, Nicola, Noor, Simone, Yuki),
or that is another word or place (Asia, Cruz, Dallas, Grace, India, Santiago), is left out, and so are Chinese
and Korean names: written in Latin letters they seldom tell. They are for conclusions that rest on more than
the name: whoever reads a pronoun against one must see that nobody else is meant.
"""

from __future__ import annotations

from ._gender_data import MEN, WOMEN

_WOMEN_LIST = """
    Aaliyah Abby Adelaida Adele Adelheid Adriana Afroditi Agata Agathe Ágnes Agnese Agneta Aicha Ainhoa Aino
    Aleksandra Alena Alessandra Alessia Aleyna Aliénor Alina Alison Allison Almudena Alyssa Alžběta Amaia
    Amalia Amalie Amandine Amina Amira Amparo Amy Anaïs Anastasiia Anastasiya Andreea Andreia Aneta Ángela
    Angélica Angelika Angelique Angie Aniko Anikó Anja Anka Anke Annabelle Annamaria Annegret Anneke Anneli
    Annelie Annelies Anneliese Annemarie Annie Anniina Annikki Antje Antonella Antonina Apolline Apollonia
    Araceli Arantxa Ariadna Ariane Arianna Arlene Arzu Åsa Åse Ashleigh Astghik Aurélie Ayako Aylin Ayşe Aysel
    Ayumi Azra Banu Bárbara Bärbel Barbora Başak Beata Beate Becky Begoña Belén Benedetta Bénédicte Berit
    Bernadette Bernice Bertha Bethany Bettina Betty Beverley Beverly Bianka Birgit Birgitta Birgitte Bojana
    Bonnie Bożena Brita Britta Brygida Burcu Caitlin Canan Carina Carlotta Carol Carola Cassandra Catalina
    Catarina Cathy Cécile Celina Céline Chantal Charlène Charmaine Cheryl Chloe Christel Christelle Christiane
    Christie Cindy Cinzia Claire Clare Clémence Clémentine Colleen Conceição Concetta Consuelo Cornelia Cosima
    Dagmar Dagny Daniella Danielle Danuta Daria Dariya Darlene Darya Debbie Débora Debra Deirdre Delia
    Delphine Despina Diane Dianne Dilara Dimitra Dolores Dominika Donatella Donna Doreen Doris Dorota Dorothea
    Dorothee Dörte Dragana Ebru Edda Edeltraud Edna Eduarda Edwige Edyta Eileen Eirini Elaine Eleftheria Eleni
    Eleonora Elisa Élisabeth Elisabetta Élise Eliza Elke Ella Elodie Élodie Éloïse Elsie Elvira Elżbieta Emel
    Émeline Emilie Émilie Emine Emmanuelle Encarna Encarnación Enrica Erica Erin Ernestine Esin Esmeralda Esra
    Estefanía Estela Estelle Eszter Ethel Eugenia Eugénie Eulalia Eveline Evgenia Evgeniya Ewa Ewelina
    Fabienne Fabiola Fátima Fatma Fatoumata Felicity Ferida Filipa Filiz Flavia Flávia Florica Frances
    Francesca Francisca Françoise Frauke Freya Friederike Funda Gabriella Gabrielle Gail Galina Gemma
    Geneviève Georgina Geraldine Gerda Germaine Gesa Ghislaine Giada Gianna Gillian Gina Ginny Giovanna Gisela
    Gisele Gisèle Giuliana Giuseppina Gizem Gladys Gonca Gordana Graciela Grażyna Gudrun Gül Gülay Gulnara
    Gülsüm Gunhild Gunilla Guðrún Gwen Gwendolyn Hafsa Haley Halina Halyna Hana Hande Hanife Hanna Hannelore
    Harriet Haruka Haruko Hatice Hayley Hedvig Hedwig Heike Heloisa Heloísa Héloïse Henrieke Henriette Hermine
    Hilda Hilde Hildegard Hiroko Huda Hülya Ieva Ilaria Ildikó Ilona Ilse Imelda Imogen Ines Inés Inês
    Ingeborg Ingibjörg Inmaculada Ioana Iolanda Iratxe Irem İrem Irène Irma Irmgard Isabela Isabell Isobel
    Itziar Ivana Iveta Iwona Izabela Izaskun Jacquelyn Jadwiga Jana Jane Janina Janine Jasmijn Jasmina Jasmine
    Jeanette Jeanne Jeannette Jelena Jemima Jenna Jenni Jenny Jill Jillian Jindra Jitka Joana Joanne Joaquina
    Jodie Jolanda Jolanta Jorunn Josefa Josefina Joséphine Josie Judit Julianne Julie Julita Junko Justyna
    Jutta Kaarina Kadriye Kamila Karen Karina Karolina Karoline Katalin Katarzyna Kate Katelyn Kateřina
    Kateryna Kathrin Kathryn Kathy Katia Katie Katinka Katrin Katrine Katya Kayla Kazuko Keiko Keira Kerstin
    Kerttu Kirsten Kirsti Kirsty Klara Klára Klaudia Konstantina Kornelia Kristen Kristin Kristine Krisztina
    Krystyna Ksenia Kseniya Kübra Kumiko Kyoko Lamia Lamiya Larisa Latifa Latoya Laure Layla Leah Leanne Leila
    Leïla Lenka Leonie Léonie Leonor Leontine Leticia Letícia Letizia Lidia Lidija Lieke Liesbeth Lieselotte
    Lígia Liisa Liliana Lily Lina Linnea Lisa Liudmyla Livia Lívia Lizzie Ljiljana Ljubica Lois Loredana
    Lorella Lorena Lorenza Lorraine Lotta Lotte Luana Lucía Lúcia Luciana Lucie Lucienne Lucille Lucja Lucy
    Lucyna Ludmiła Ludmila Luísa Luise Lydia Lynda Lynne Lyudmila Maaike Maarit Mabel Mădălina Maddalena
    Madeleine Madeline Maëlle Maëlys Mafalda Magali Magda Magdaléna Magdolna Maggie Małgorzata Mahnaz Mairead
    Malene Malgorzata Malin Mandy Manon Manuela Marcela Marcia Margareta Margarete Margarethe Margarida Margit
    Margot Margrét Margrethe Marguerite María Mária Mariam Mariateresa Maribel Marieke Mariella Marielle
    Mariia Marija Mariko Marilena Marilyn Marita Maritza Mariya Marjolein Marjorie Markéta Marlene Marlies
    Marloes Márta Martine Martyna Maryam Maryna Marzia Masako Mathilde Matilde Maud Maura Maureen Maxine
    Mayumi Mechthild Megan Megumi Meike Melinda Meltem Merete Merve Meryem Mia Michaela Michalina Michiko
    Mieke Milagros Mildred Milena Mílena Milica Millicent Miranda Mireia Mireille Miriam Mirjam Mirna
    Mirosława Misaki Molly Mónica Mürvet Myra Nadège Nadezhda Nadine Nadja Nagihan Najat Nanette Naoko Naomi
    Natália Nataliia Nataliya Nataša Nathalie Nawal Nazanin Nazlı Neha Nela Nelly Nermin Neslihan Neuza
    Nicoletta Nilüfer Nina Noemi Noémie Nora Noriko Norma Nuray Nurcan Nuria Núria Ofelia Olena Olesya Olha
    Olimpia Ornella Özge Özgül Özlem Paige Paola Paolina Patrizia Patsy Patty Paulina Peggy Pelin Perrine
    Petronela Petronella Philippa Phoebe Phyllis Pilar Piroska Pınar Polly Priya Purificación Rachael
    Raffaella Ragnhild Rahel Rania Raquel Rebeca Régine Reiko Remedios Renate Renée Resi Ricarda Rita Roberta
    Robyn Rocío Romane Rosa Rosalia Rosalie Rosalind Rosanna Rosaria Rosella Rosemarie Rosemary Roser Rosina
    Rosita Roswitha Roxana Roxane Roxanne Róża Růžena Sabina Sabine Sabrina Sachiko Sadia Sadie Safiya Sakura
    Sally Salma Salwa Samira Sanja Saskia Şebnem Seda Selin Selma Semra Serena Serpil Sevda Sevgi Sevil
    Shabnam Sharon Sheila Shelley Shirin Shirley Sian Sibel Signe Sigrid Siiri Silke Silvana Silvie Simona
    Sinéad Siobhan Sirpa Slavica Slobodanka Snezana Snežana Solange Solène Solveig Soňa Sonja Sonya Soraya
    Soumaya Stefania Stefanie Stéphanie Stine Sunniva Susana Susie Suzana Suzanne Svenja Svitlana Sylvie
    Sylwia Tamar Tamsin Tania Tanja Tanya Tara Tatjana Tatyana Teodora Térèse Tereza Tess Tetiana Thaís Thayná
    Thea Theodora Thérèse Tiffany Tiina Tina Tiziana Tomoko Tove Tracey Trish Trudy Tülay Tuula Łucja Uliana
    Ulla Ulrike Ünzile Urszula Ute Valerie Valérie Vanda Vanesa Vasilisa Verónica Veronika Véronique Vesna
    Vicky Vilma Virginie Vittoria Viviana Vivienne Vjosa Waltraud Wanda Wendy Wiebke Wiesława Wilhelmina Wilma
    Winifred Xenia Ximena Yana Yasemin Yasmin Yasmina Yekaterina Yelena Yevgenia Yevgeniya Yildiz Ylva Yoko
    Yoshiko Yuko Yuliana Yuliia Yuliya Yumi Yvette Zahra Zainab Zara Zdeňka Zehra Željka Zeynep Zineb Zita
    Ziva Živa Zoe Zoé Zofia Zsófia Zsuzsa Zsuzsanna Zübeyde Zuzanna Zvezdana
"""
_MEN_LIST = """
    Aaron Aarón Abdallah Abdelkader Abdul Abdullah Abdulrahman Abraham Achille Achim Adalberto Adnan Adrian
    Adrián Adrien Agustín Ahmad Ahmed Ahmet Aidan Aitor Akio Alain Alastair Albrecht Aldo Alec Alejo
    Aleksandar Aleksander Aleksandr Aleksei Aleksey Alessandro Alessio Alexandre Alexandru Alexei Alexey Alfie
    Alfonso Alfredo Alistair Allan Allen Alois Aloísio Aloys Álvaro Alvin Amadeo Amadou Amedeo Anatolii
    Anatoly András Andrei Andrej Andrés Andrey Andrii Andrius Andriy Andy Ángel Angus Anselmo Antal Antero
    Antoni Antonin António Antônio Antti Anwar Apostolos Archie Aristide Armando Arnaldo Arnaud Arne Arsen
    Arsène Arseny Artem Artur Arturo Ásgeir Asger Asier Athanasios Attila Attilio Augusto Aurelio Aziz Bambang
    Baptiste Barry Bartolomé Bartłomiej Bartosz Bashar Bastian Baudouin Błażej Bekir Ben Bendik Benedetto
    Benedikt Benito Benoît Bernardo Bernhard Bertil Bertrand Bilal Bill Billy Birger Bjarne Björn Bjørn Bob
    Bogdan Bogusław Bohdan Borislav Borja Brad Bradley Brandon Branislav Branko Brendan Brent Bruno Bryan
    Bülent Burak Burkhard Calvin Carlo Carsten Casimir Cecil Cem Cengiz César Cesare Cezary Chad Christoph
    Christophe Christos Chuck Ciaran Clemens Clément Clifford Clive Clyde Colm Conor Constantin Corrado Cosimo
    Cristian Cristiano Cristóbal Csaba Curtis Cyril Damian Damiano Damien Dan Dániel Daniil Danny Dariusz
    Darren Darryl Davide Dejan Denis Denys Didier Diego Dietrich Dilip Dimitar Dimitrios Dimitris Dinis Dirk
    Dmitri Dmitriy Dmytro Domenico Domingo Dominic Dominik Donato Doug Dragan Duarte Duncan Dwayne Eddie Édgar
    Edmund Edmundo Édouard Eduard Efraín Egon Eike Einar Eirik Elías Elio Elliot Elliott Elmer Emil Emile
    Émile Emiliano Emilio Emre Endre Enric Enver Erdem Erdoğan Erhard Éric Erik Erkki Erling Ernest Ernie
    Erwin Esteban Ethan Etienne Étienne Ettore Eugenio Eusebio Evan Évariste Evaristo Ezequiel Fabian Fabien
    Fabio Fábio Fabrice Fabrizio Fadi Fahad Faisal Farid Faris Fatih Faustino Federico Felice Felix Félix
    Ferenc Fergus Fernand Ferruccio Filip Filippo Finn Firas Flávio Florent Florian Floyd Francisque Franck
    František Freddie Frédéric Frederik Fredrik Fritz Gábor Gabriel Gaël Gaetano Gareth Garry Gaspard Gaston
    Gavin Gennady Gennaro Geoff Georg Georges Gerard Gergely Germán Giacomo Giancarlo Gianluca Gianni Gilbert
    Gilberto Gilles Gino Giorgio Giuliano Glen Glenn Gökhan Gonçalo Gonzalo Goran Göran Grégoire Gregor
    Gregorio Gregory Grigori Grigory Grzegorz Guido Guilherme Guillaume Gunnar Günther Guntram György Gyula
    Hakan Håkan Halil Halvor Hamid Hamza Hank Hannes Hans-Peter Harald Hartmut Haruo Harvey Hasan Hassan
    Håvard Hector Héctor Heikki Heiko Heinz Helge Hélio Henk Henk-Jan Henning Henrique Henryk Herman Hervé
    Hideo Hikmet Hippolyte Hiroshi Holger Horacio Horst Hosein Hossein Hrvoje Hubert Hugh Hugues Humberto
    Hüseyin Hussein Iain Ibrahim İbrahim Ichiro Ignacio Ignacy Ignazio Ihor Iker Ilias Ilkka Ilya Imanol Iñaki
    Ingmar Ingo Ingvar Iñigo Íñigo Ioannis Ionuț Ireneusz Isaac Isidro Ismaël Ismail İsmail Issam István Ivar
    Øivind Ivo Iwan Jaakko Jacek Jacobo Jacopo Jair Jake Jamal János Janusz Jared Jari Jarosław Jaroslav Jason
    Jaume Jens-Uwe Jeroen Jerome Jérôme Jerry Jerzy Jesper Jesse Jimmy Jirí Jiří João Joaquim Joaquín Joel
    Joël Joep Joey Johann Johnny Jon Jonas Joost Jordi Jorgen Joris Josep Josh Josip Joško Jouni Jovan Jozef
    Józef József Jørgen Juha Juhani Jukka Julián Julien Julio Júlio Julius Junichi Jürg Jussi Justin Kaan
    Kacper Kaito Kalle Kamil Karel Kari-Pekka Karim Karol Karsten Kasimir Kazimierz Kazuo Kazuya Kemal Ken
    Kenan Kenichi Kenji Kenny Kenta Kerem Khaled Khalid Khalil Kirk Kjell Knut Koji Konstantin Konstantinos
    Koray Kostas Kristian Kristóf Kristoffer Krzysztof Kurt Kwame Kyle Lance László Laurens Laurențiu Lauri
    Lázaro Leandro Leif Lennart Leo Léo Léon Leonard Leonardo Leonhard Leopold Leopoldo Leoš Leroy Leszek
    Levent Lewis Liam Lionel Livio Lloyd Loïc Lorenzo Lotfi Lothar Louis Luc Luca Luciano Lucien Ludovic
    Ludvig Ludwig Luís Luiz Luke Lutz Maarten Maciej Mads Magne Mahmoud Mahmut Makar Maksim Maksym Malcolm
    Mamadou Manfred Marcelo Marcin Marcos Marcus Marek Marián Mariano Mariusz Markku Marko Markus Martín
    Martti Marvin Masao Massimiliano Massimo Matej Mateo Mateus Mateusz Mathew Mathias Mathieu Matías Mats
    Matt Matthieu Matti Maurice Mauricio Maurício Maurizio Mauro Maxime Maximilian Mehmet Melvin Michał
    Michail Michalis Michel Mick Mickaël Miguel-Ángel Mihai Mihail Mikael Mike Mikel Mikko Miklós Mikołaj
    Milos Miloš Miloslav Milton Minoru Mircea Mirko Mirosław Miroslav Mitchell Mladen Mohamad Mohammad Moisés
    Moritz Morten Moshe Mostafa Murat Mustafa Mustapha Mykhailo Mykola Naoki Nasser Nathan Nathaniel Nazim Ned
    Nenad Néstor Nicanor Niccolò Nick Nicolae Nicolás Nicolò Niels Nigel Nikolaj Nikolaos Nikolas Nikolaus
    Nikolay Nikos Nils Noah Noel Norman Nuno Oddvar Oleh Oleksandr Oleksii Oleksiy Olivier Olli Oluf Omar Ömer
    Onofre Onur Orhan Oriol Osamu Óscar Oskar Osman Osvaldo Oswald Ottavio Ottmar Ovidiu Owen Özgür Paavo Pál
    Panagiotis Panu Paolo Pasquale Patricio Patrik Patrizio Patryk Paulo Paweł Pedro-Pablo Pekka Pelle Percy
    Perttu Petar Pete Péter Peter-Paul Petr Petri Petro Petru Petter Phil Philipp Pierluigi Piero Pierrick
    Pieter Pietro Plácido Predrag Przemysław Quentin Radek Radim Radosław Radu Rafał Raffaele Rahim Raimund
    Raimundo Rainer Rajesh Ralf Ramazan Ramón Raphaël Raul Raúl Ray Reijo Reiner Reinhard Reinhold Rémi Renato
    Renaud Renzo Rex Riccardo Rick Rishi Risto Rob Rod Rodney Rodolfo Rodrigo Roelof Rogelio Rogério Rolf
    Romain Romário Romeo Romuald Ronnie Roope Rosendo Ross Roy Rüdiger Ruggero Ruslan Russell Ryan Ryota
    Ryszard Saeed Saïd Salim Salvatore Samir Sander Sándor Satoshi Saverio Sławomir Scott Sead Sean Sébastien
    Selim Serge Serhii Serhiy Serkan Seth Severin Severino Shane Shaun Sheldon Shigeru Shinichi Shinji Shota
    Sid Sigurd Sigurður Sijbrand Silvano Sílvio Simeon Simón Slobodan Sönke Soren Spyros Søren Stan Stanisław
    Stanislav Stanley Stavros Stefanos Steffen Stellan Sten Stéphane Stewart Stuart Şükrü Sulaiman Süleyman
    Susumu Svein Szymon Taavi Tadashi Tadeusz Takashi Takeshi Tamás Tapio Tarek Tariq Tarık Taro Ted Teodor
    Teodoro Terence Tero Tetsuya Teuvo Theo Thiago Thibault Thierry Thorbjørn Thorsten Tiago Tibor Tijmen Tim
    Timo Timur Todd Toivo Tomás Tomáš Tomasz Tomaž Tomi Tommi Torbjörn Tore Torsten Toshio Traian Travis
    Trevor Trond Tsuyoshi Tuncay Tuomas Tyler Ueli Ugo Uğur Łukasz Ulf Umberto Uroš Urs Uwe Václav Vadim Vadym
    Valentín Valentyn Valerio Valeriy Valter Vasile Vasily Vasyl Vegard Veit Vernon Vicenç Vicente Ville Vince
    Vincenzo Vitalii Vitaly Vitor Vítor Vittorio Vjekoslav Vlad Vladislav Vladyslav Vojtěch Volkan Volker
    Vyacheslav Władysław Waldemar Walid Wallace Wassim Wayne Wenzel Wesley Wiktor Wilfred Willem Wim Witold
    Włodzimierz Wojciech Wolf-Dieter Wouter Xabier Xavi Xavier Yahya Yann Yannick Yannis Yasser Yassine Yegor
    Yiannis Yiorgos Yoann Youssef Øystein Yuichi Yukio Yuliy Yuri Yuriy Yusuf Yves Øyvind Zacharie Zachary
    Zbigniew Zdeněk Zdzisław Zeki Željko Ziad Zoltán Zoran Zvonimir Zygmunt
"""

WOMENS_NAMES = frozenset(WOMEN) | frozenset(_WOMEN_LIST.split())
MENS_NAMES = frozenset(MEN) | frozenset(_MEN_LIST.split())
