"""
A list of mothers that comes in from a file.
"""

from pathlib import Path
from time import sleep

from tests.roster.visitor import path_of

SAMPLE = Path(__file__).parents[3] / "deploy" / "sample" / "roster.csv"


class TestImport:
    def choose(self, visitor, content):
        page = visitor.open("/roster/import")
        return page.send("/roster/import", files={"file": ("liste.csv", content)})

    def test_shows_first_what_it_would_change(self, visitor):
        """
        Twenty are new; only the second button adds them, and the list is then known.
        """
        visitor.group()

        tried = self.choose(visitor, SAMPLE.read_bytes())
        before = visitor.open("/roster/mothers").text
        taken = tried.send(path_of(tried))
        again = self.choose(visitor, SAMPLE.read_bytes())

        assert "20 nye mødre kommer på listen." in tried.text
        assert "Der er ingen mødre på listen endnu." in before
        assert "20 nye mødre er kommet på listen." in taken.text
        assert "Alle 20 mødre i filen står på listen i forvejen." in again.text

    def test_shows_each_error_and_takes_only_the_good_rows_if_asked(self, visitor):
        """
        Each has its line, its column and what to do; the other lines can come in alone.
        """
        visitor.group()

        page = self.choose(visitor, b"navn;telefon\nNevra;12\nEfua;\n")
        taken = page.send(path_of(page))

        assert "1 fejl i filen" in page.text
        assert "2 telefon Det kan ikke være et telefonnummer. Skriv ét" in page.text
        assert "1 ny mor er kommet på listen." in taken.text
        assert "Linjerne med fejl er sprunget over: Linje" in taken.text
        mothers = visitor.open("/roster/mothers").text
        assert "Efua" in mothers
        assert "Nevra" not in mothers

    def test_has_no_button_for_a_file_that_is_cut(self, visitor):
        """
        A column that nobody knows concerns every line of it.
        """
        visitor.group()

        page = self.choose(visitor, b"navn;telfon\nNevra;67000001\n")

        assert "1 telfon Kolonnen kendes ikke." in page.text
        assert f'action="{path_of(page)}"' not in page.html

    def test_says_what_a_list_has_otherwise_than_we(self, visitor):
        """
        By line and field; nothing of it is taken over.
        """
        visitor.mother(visitor.group(), "Nevra", phone="+4567000001")

        page = self.choose(visitor, b"navn;telefon;sprog\nN.;67000001;tyrkisk\n")

        assert "På 1 linje står der noget andet, end vi har" in page.text
        assert "Linje Hvad er anderledes 2 navn, sprog" in page.text

    def test_takes_a_long_list_in_beside_everything_else(self, visitor):
        """
        The page says that it goes on, renews itself, and at last tells the end.
        """
        visitor.group()
        lines = [
            "navn;barn;født",
            *(f"Mor Nummer {one} Ilgaz;;24-08-2026" for one in range(900)),
        ]

        page = self.choose(visitor, "\n".join(lines).encode())
        page = self.until("Filen kan hentes ind", visitor, page)
        page = page.send(path_of(page))
        assert "af 900 linjer er hentet ind." in page.text
        assert '<progress max="900"' in page.html
        assert 'sse-connect="/roster/live"' in page.html
        page = self.until("Listen er hentet ind", visitor, page)

        assert "900 nye mødre er kommet på listen." in page.text

    def until(self, text, visitor, page):
        path = path_of(page)
        for _ in range(200):
            if text in page.text:
                return page
            sleep(0.1)
            page = visitor.open(path)
        raise AssertionError(f"it never says {text}")

    def test_takes_nothing_in_though_it_is_told_to(self, visitor):
        """
        There is no such button, but an old page or a program may send it all the same.
        """
        visitor.group()
        page = self.choose(visitor, b"navn;telefon\nNevra;12\nEfua;\n")

        taken = visitor.open_after_post(path_of(page))

        assert (taken.status, path_of(taken)) == (200, path_of(page))
        assert "1 fejl i filen" in taken.text
        assert "ingen mødre på listen" in visitor.open("/roster/mothers").text

    def test_refuses_to_go_on_without_a_file(self, visitor):
        """
        The browser sends an empty one when none was chosen.
        """
        visitor.group()

        page = self.choose(visitor, b"")

        assert page.status == 422
        assert "Fil : Vælg en fil." in page.text
