# Nynorsk. Same keys and arguments as nb.
#
# e-infinitive (gjere, leggje); “dersom” for a condition; vart and blir; gje and oppgje. The terms: innsending =
# innsending (ho); utkast (ikke sendt ennå) = utkast (ikkje sendt enno); kvittering = kvittering (ho); referanse =
# referanse (han); saksnummer = saksnummer; journalnummer = journalnummer; journalført = journalført; postliste =
# postliste (ho); hoveddokument = hovuddokument; vedlegg = vedlegg; dokument = dokument; fil = fil (ho); avsender
# = avsendar; mottaker = mottakar; virksomhet = verksemd (ho); privatperson = privatperson; på vegne av = på
# vegner av; kommune = kommune (han); arkiv = arkiv; tittel = tittel (han); fortrolig / skjermet = fortruleg /
# skjerma; kryptert = kryptert; laste opp, laste ned = laste opp, laste ned; trekke tilbake / sende tilbake
# (arkivet) = trekkje tilbake / sende tilbake (arkivet); logge inn, innlogging = logge inn, innlogging;
# fødselsnummer = fødselsnummer; feil = feil; bekrefte / kontrollere = stadfeste / kontrollere; svare på, svar =
# svare på, svar.

## Every page
service-name = Send sikkert
skip-to-main = Hopp til hovudinnhaldet
header-nav-label = Mi side
header-languages-label = Språk
nav-submissions = Mine innsendingar
nav-log-out = Logg ut
footer-provider = { $municipality } har ansvaret for denne tenesta.
footer-encryption = Dokumenta blir krypterte med ein gong, slik at berre arkivet i kommunen kan opne dei.
footer-contact-heading = Kontakt { $municipality }
footer-phone = Telefon
footer-email = E-post
footer-address = Adresse
footer-hours = Opningstid
footer-links-label = Om tenesta
footer-help = Hjelp
footer-privacy = Personvern
footer-accessibility = Tilgjenge
footer-website = Nettsidene til { $municipality }
error-title-prefix = Feil:
error-summary-heading = Noko må rettast
button-continue = Lagre og hald fram
back-to-start = Til framsida
back-to-submissions = Til innsendingane dine
document-main = Hovuddokument
document-attachment = Vedlegg

## The names of what is filled in or given out
fact-sender = Avsendar
fact-sender-person = Privatperson
fact-sender-organisation = Verksemd, organisasjonsnummer { $number }
fact-recipient = Mottakar
fact-title = Tittel
fact-confidential = Fortrulege opplysningar
fact-confidential-yes = Ja, kryssa av
fact-confidential-no = Nei, ikkje kryssa av
fact-public-title = Framlegg til postlista
fact-case-number = Saksnummer
fact-comment = Kommentar
fact-email = E-post
fact-documents = Dokument
fact-reference = Referanse
fact-journal-number = Journalnummer
fact-sent = Sendt
fact-status = Status
fact-from-archive = Beskjed frå arkivet

## Days and times
date-day = { $day }. { $month ->
        [1] januar
        [2] februar
        [3] mars
        [4] april
        [5] mai
        [6] juni
        [7] juli
        [8] august
        [9] september
        [10] oktober
        [11] november
       *[12] desember
    } { $year }
date-time = { $hour }.{ $minute }
date-minute = { $day } kl. { $time }

## The four steps
steps-label = Steg i innsendinga
steps-current = Steg { $step } av { $total }
steps-sender = Avsendar
steps-message = Melding
steps-files = Filer
steps-review = Kontroller

## Front page
start-title = Send dokument til kommunen
start-description = Send brev og dokument sikkert til { $municipality }. Logg inn med ID-porten, last opp filene og få kvittering med ein gong.
start-heading = Send dokument sikkert til { $municipality }
start-intro = Her kan du sende brev og andre dokument til kommunen, også når innhaldet ikkje bør lesast av andre. Du loggar inn med ID-porten, slik at kommunen veit sikkert kven avsendaren er.
start-log-in = Logg inn med ID-porten
start-continue = Gå til innsendingane dine
start-use-heading = Når kan du bruke tenesta?
start-use-document = Du har dokument som kommunen skal behandle eller journalføre.
start-use-case = Du vil leggje noko til i ei sak kommunen allereie har.
start-use-reply = Du skal svare på eit brev frå kommunen.
start-use-sensitive = Dokumenta inneheld helseopplysningar eller anna privat som ikkje bør sendast med vanleg e-post.
start-not-heading = Når skal du gjere noko anna?
start-not-form = Har kommunen eit eige skjema for det du vil søkje om eller melde frå om, til dømes barnehageplass, skal du bruke skjemaet.
start-not-question = Har du berre eit spørsmål som ikkje høyrer til ei sak, kan du ringje eller skrive til kommunen på vanleg måte.
start-not-links = Dette finn du andre stader:
start-need-heading = Kva treng du?
start-need-id = Elektronisk ID for ID-porten, til dømes BankID.
start-need-files = Dokumenta som filer på telefonen eller datamaskina. Papir kan du skanne med telefonen.
start-need-files-help = Slik lagar du ein PDF
start-need-email = Ei e-postadresse som kvitteringa kan sendast til.
start-need-case = Saksnummeret, dersom kommunen har skrive til deg om saka. Det står i brevet.
start-need-organisation = Slik sender du for ei verksemd
start-need-pause = Du kan ta ein pause og halde fram seinare. Det du har lagra, blir sletta når det er gått { $days ->
        [one] éin dag
       *[other] { $days } dagar
    } sidan du sist endra det.
start-public-heading = Post til kommunen er som regel offentleg
start-public-rule = Kommunen fører opp det han får, i ei postliste som alle kan lese på nett. Då blir tittelen vist, og andre kan be om å få sjå dokumenta. Det gjer til dømes aviser.
start-public-exempt = Opplysningar som er underlagde teieplikt, blir ikkje viste. Det same gjeld anna som lova lèt kommunen halde tilbake. Kommunen vurderer dette før noko blir lagt ut.
start-public-title = Skriv difor ikkje namn, fødselsnummer eller noko anna privat i tittelen. Inneheld innsendinga noko fortruleg, kan du krysse av for det.
start-files-heading = Kva filer kan du sende?
start-files-text = Tekst: { $kinds }
start-files-image = Bilete: { $kinds }
start-files-map = Kart: { $kinds }
start-files-media = Lyd og film: { $kinds }
start-files-size = Ei fil kan vere på inntil { $max } MB. Større filer må pakkast i ei zip-fil, og ho kan vere på inntil { $zip } MB.
start-files-help = Hjelp til PDF, bilete, zip og store filer
start-after-heading = Kva skjer når du har sendt?
start-after-receipt = Du får ei kvittering med referanse på skjermen og på e-post.
start-after-sealed = Dokumenta er krypterte, slik at berre arkivet i kommunen kan opne dei.
start-after-journal = Innsendinga får eit journalnummer og blir lagd inn i arkivet til kommunen.
start-after-progress = Du ser kor langt innsendinga er komen når du loggar inn. Så lenge arkivet ikkje har henta ho, kan du trekkje ho tilbake.
start-after-case = Saka går vidare til den i kommunen som skal behandle ho. Svaret får du på vanleg måte, ikkje her.
start-ready-heading = Er du klar til å sende?
start-help = Les meir i hjelpa

## Help
help-heading = Hjelp
help-description = Slik loggar du inn, lagar PDF, pakkar filer i zip, sender for ei verksemd og tek vare på kvitteringa.
help-intro = Alt på denne sida kan du lese utan å logge inn.
help-contents = Innhald
help-login-heading = Logge inn
help-login-high = Du loggar inn med ID-porten. Bruk BankID, Buypass eller Commfides. MinID er ikkje sikker nok her.
help-login-substantial = Du loggar inn med ID-porten. Bruk BankID, MinID, Buypass eller Commfides.
help-login-again = Før du sender, kan ID-porten be deg stadfeste ein gong til kven du er.
help-login-number = Du må ha norsk fødselsnummer eller D-nummer.
help-login-cannot = Kan du ikkje logge inn? Ta kontakt med kommunen, eller send dokumenta på papir.
help-organisation-heading = Sende for ei verksemd
help-organisation-typed = Vel «{ sender-organisation }» i første steg, og skriv organisasjonsnummeret. Vi slår det opp i Einingsregisteret.
help-organisation-declared = Kommunen kan be deg vise at du kan handle på vegner av verksemda.
help-organisation-listed = Vel verksemda i første steg. Lista viser dei du kan handle på vegner av i Altinn.
help-organisation-missing = Står ho ikkje i lista? Då må verksemda gje deg tilgangen «Mine sider hos kommunen» i Altinn.
help-organisation-elsewhere = Vel «{ sender-organisation }» i første steg. Du blir send til Ansattporten, og vel verksemda der.
help-organisation-yours = Berre du som sender, ser innsendinga her. Last ned kvitteringa dersom andre i verksemda treng ho.
help-pdf-heading = Lage ein PDF
help-pdf-why = Ein PDF ser lik ut på alle maskiner og kan takast vare på lenge. Samle gjerne sider som høyrer saman, i éin PDF.
help-pdf-word = Frå Word og andre skriveprogram
help-pdf-word-do = Vel «Fil» og så «Lagre som» eller «Eksporter». Vel PDF som filtype.
help-pdf-print = Frå nettlesaren, e-posten og andre program
help-pdf-print-do = Vel å skrive ut. Vel «Lagre som PDF» eller «Microsoft Print to PDF» i staden for skrivaren.
help-pdf-iphone = Papir med iPhone eller iPad
help-pdf-iphone-do = Opne appen Filer. Trykk på dei tre prikkane, og vel «Skann dokumenter». Ta bilete av kvar side, og lagre.
help-pdf-android = Papir med Android
help-pdf-android-do = Opne appen Google Disk. Trykk på plussteiknet eller kameraet, og vel å skanne. Ta bilete av kvar side, og lagre.
help-pdf-scanner = Papir med skannar eller kopimaskin
help-pdf-scanner-do = Vel PDF som filtype før du skannar.
help-photo-heading = Sende bilete
help-photo-kinds = Du kan sende bilete av desse typane: { $kinds }.
help-photo-light = Er det bilete av eit papir, så legg papiret flatt i godt lys. Sjå etter at alt kan lesast. Best er det å skanne papiret til ein PDF.
help-photo-heic = Mange telefonar lagrar bilete som HEIC. Slike bilete kan kommunen ikkje ta imot. Gjer dei om til JPEG:
help-photo-iphone = Bilete på iPhone
help-photo-iphone-do = Vel biletet, trykk på deleknappen og på «Valg». Vel «Mest kompatibelt», og arkiver biletet i Filer.
help-photo-iphone-new = Nye bilete på iPhone
help-photo-iphone-new-do = Vel «Innstillinger», «Kamera», «Formater» og «Mest kompatibel» før du tek biletet.
help-photo-android = Nye bilete på Android
help-photo-android-do = Slå av HEIF eller «høyeffektive bilder» i innstillingane til kameraet.
help-photo-windows = Windows
help-photo-windows-do = Opne biletet i Paint. Vel «Fil», «Lagre som» og JPEG.
help-photo-mac = Mac
help-photo-mac-do = Opne biletet i Forhåndsvisning. Vel «Fil», «Eksporter» og JPEG.
help-size-heading = Filer som er for store
help-size-file = Ei fil kan vere på inntil { $max } MB, og ei zip-fil på inntil { $zip } MB.
help-size-file-only = Ei fil kan vere på inntil { $max } MB.
help-size-submission = Ei innsending kan vere på inntil { $sum } MB til saman og ha inntil { $documents ->
        [one] eitt dokument
       *[other] { $documents } dokument
    }.
help-size-zip = Pakk fila i ei zip-fil.
help-size-smaller = Lagre fila på nytt med mindre storleik eller lågare oppløysing. Skann i svart-kvitt dersom fargane ikkje betyr noko.
help-size-split = Del innhaldet i fleire filer.
help-size-again = Send resten i ei ny innsending, og skriv same saksnummer eller tittel.
help-zip-heading = Lage ei zip-fil
help-zip-what = Ei zip-fil er ei pakke med filer. Ho kan ikkje ha passord eller andre pakka filer i seg. Alle filene i zip-fila må vere av ein type vi tek imot. RAR og 7z går ikkje.
help-zip-windows = Windows
help-zip-windows-do = Merk filene, og høgreklikk. Vel «Komprimer til» og «ZIP-fil». I eldre Windows heiter det «Send til» og «Komprimert mappe».
help-zip-mac = Mac
help-zip-mac-do = Merk filene. Hald Ctrl nede medan du klikkar på dei, og vel «Komprimer».
help-zip-iphone = iPhone og iPad
help-zip-iphone-do = Opne appen Filer, og merk filene. Trykk på dei tre prikkane, og vel «Komprimer».
help-zip-android = Android
help-zip-android-do = Opne appen for filer. Hald fingeren på filene, trykk på dei tre prikkane, og vel «Komprimer».
help-password-heading = Filer med passord
help-password-why = Kommunen kan ikkje opne filer med passord. Alt du sender her, blir kryptert likevel.
help-password-pdf = PDF
help-password-pdf-do = Opne fila med passordet. Vel å skrive ut, og lagre ho som ein ny PDF.
help-password-zip = Zip
help-password-zip-do = Lag zip-fila på nytt utan passord.
help-refused-heading = Når ei fil ikkje blir teken imot
help-refused-others = Dei andre filene du valde samtidig, er tekne imot. Ved fila står det kva som er gale. Dette er det vanlegaste:
help-refused-kind = Fila er av feil type
help-refused-kind-do = Du kan sende desse typane: { $kinds }. Lagre fila som ein av dei, helst PDF.
help-refused-name = Filnamnet passar ikkje til innhaldet
help-refused-name-do = Lagre fila på nytt frå programmet ho er laga i. Det hjelper ikkje å berre endre namnet.
help-refused-damaged = Fila er skadd eller tom
help-refused-damaged-do = Prøv å opne ho sjølv. Går det, lagrar du ho på nytt. Går det ikkje, må du be om å få fila på nytt.
help-refused-malware = Fila har skadeleg programvare i seg
help-refused-malware-do = Ikkje opne ho. Sjekk telefonen eller datamaskina med eit antivirusprogram, og send ei fil som er rein.
help-refused-later = Fila kunne ikkje sjekkast, eller kom ikkje fram
help-refused-later-do = Vent litt, og prøv igjen. Det du har lagra, er ikkje borte.
help-refused-else = Får du det ikkje til, kan kommunen hjelpe deg.
help-saved-heading = Ta ein pause og halde fram seinare
help-saved-drafts = Det du har lagra, ligg under «{ nav-submissions }» når du loggar inn igjen. Det blir sletta når det er gått { $days ->
        [one] éin dag
       *[other] { $days } dagar
    } sidan du sist endra det.
help-saved-session = Du blir logga ut når du ikkje har brukt sida på { $minutes } minutt, og alltid etter { $hours } timar. Det er regelen til ID-porten. Logg inn igjen, så kan du halde fram.
help-reply-heading = Svare på eit brev frå kommunen
help-reply-link = Har brevet ei lenkje eller ein QR-kode hit, bruker du den. Då blir avsendar, tittel og saksnummer fylte ut for deg.
help-reply-who = Berre den brevet er til, kan bruke lenkja. Er brevet til ei verksemd, må du vise at du kan handle på vegner av ho.
help-reply-without = Har brevet inga lenkje, startar du ei ny innsending og skriv saksnummeret som står i brevet.
help-receipt-heading = Kvitteringa
help-receipt-what = Når kommunen har teke imot innsendinga, ser du ei kvittering med referanse. Du får ho også på e-post, men e-posten seier ikkje noko om innhaldet.
help-receipt-missing = Kjem det ingen e-post? Sjå i mappa for søppelpost. Kvitteringa ligg uansett under «{ nav-submissions }».
help-receipt-file = Last ned kvitteringa som PDF, og ta vare på fila slik ho er. Ho er signert, og viser kva kommunen tok imot og når.
help-receipt-check = Alle som har fila, kan kontrollere om ho er ekte:
help-receipt-progress = Under «{ nav-submissions }» ser du kor langt innsendinga er komen, og om arkivet har sendt ho tilbake.
help-withdraw-heading = Trekkje tilbake noko du har sendt
help-withdraw-how = Opne kvitteringa, og vel «{ receipt-withdraw }». Det går så lenge arkivet ikkje har henta innsendinga.
help-withdraw-late = Har arkivet henta ho, må du ta kontakt med kommunen og oppgje referansen.
help-contact-heading = Ta kontakt med kommunen
help-contact-what = Kjem du ikkje vidare, kan kommunen hjelpe deg. Oppgje referansen, eller koden som står på feilsida. Send aldri fødselsnummer eller noko anna privat i vanleg e-post.

## Privacy
privacy-heading = Personvern
privacy-description = Kva opplysningar { $municipality } samlar inn når du sender dokument her, kvifor, kven som kan lese dei, og når dei blir sletta.
privacy-intro = { $municipality } er behandlingsansvarleg for opplysningane i denne tenesta. Dette gjeld berre tenesta, og ikkje det som skjer etterpå i arkivet og saksbehandlinga til kommunen.
privacy-what-heading = Kva vi samlar inn
privacy-what-login = Frå ID-porten: fødselsnummeret eller D-nummeret ditt, når og korleis du logga inn, og språket du har valt der.
privacy-what-written = Det du fyller ut: kven du sender for, tittel, saksnummer, kommentar, e-postadresse og om innhaldet er fortruleg.
privacy-what-documents = Dokumenta du lastar opp, med filnamn og storleik.
privacy-what-enhetsregisteret = Frå Einingsregisteret: namnet på verksemda, dersom du sender for ei.
privacy-what-altinn = Frå Altinn: kva verksemder du kan handle på vegner av.
privacy-what-ansattporten = Frå Ansattporten: verksemda du vel der, og retten din til å handle på vegner av verksemda.
privacy-what-contact = Frå Kontakt- og reservasjonsregisteret: e-postadressa og språket ditt, som framlegg du kan endre.
privacy-what-letter = Frå arkivet: kven eit brev med svarlenkje er til.
privacy-what-trail = Ein sporingslogg over når du loggar inn og ut, handlar på vegner av nokon, sender, trekkjer tilbake eller lastar opp skadeleg programvare. I han står også IP-adressa du logga inn frå.
privacy-what-log = Den tekniske loggen i tenesta seier ikkje kven du er, og har ikkje IP-adressa di.
privacy-what-not = Vi måler ikkje korleis du bruker sidene, og dei hentar ingenting frå andre nettstader.
privacy-why-heading = Kvifor vi gjer det
privacy-why-purpose = Vi treng opplysningane for å vite kven som sender, ta imot dokumenta, gje deg kvittering og levere alt til arkivet i kommunen. Sporingsloggen skal vise om nokon har misbrukt tenesta.
privacy-why-law = Kommunen gjer dette som offentleg styresmakt, og fordi han har plikt til å føre journal og arkiv. Reglane står særleg i personvernforordninga artikkel 6 nr. 1 bokstav c og e og artikkel 9 nr. 2 bokstav g. Dei står òg i forvaltningslova, offentleglova og arkivlova.
privacy-why-choice = Du vel sjølv om du vil bruke tenesta. Du kan også sende dokumenta på papir.
privacy-who-heading = Kven som kan lese det
privacy-who-documents = Dokumenta blir krypterte medan dei kjem inn. Berre arkivet i kommunen har nøkkelen. Dei som driv tenesta, kan ikkje opne dei.
privacy-who-fields = Det du fyller ut, lagrar vi også kryptert. Tenesta bruker det til å vise deg innsendinga, sende deg e-post og levere til arkivet.
privacy-who-scan = Filene blir sjekka for skadeleg programvare medan dei kjem inn. Ingen ser på innhaldet.
privacy-who-mail = E-posten du får, har referanse, journalnummer og tidspunkt, men ikkje tittel, namn eller innhald.
privacy-who-public = Kommunen fører innsendinga opp i journalen sin, og andre kan be om innsyn:
privacy-who-public-link = Les om post til kommunen og offentlegheit
privacy-kept-heading = Kor lenge det blir lagra
privacy-kept-draft = Det du ikkje sender
privacy-kept-draft-time = { $days ->
        [one] Éin dag
       *[other] { $days } dagar
    } etter at du sist endra det
privacy-kept-waiting = Dokument som ventar på arkivet
privacy-kept-waiting-time = Til arkivet har svart
privacy-kept-withdrawn = Dokument du trekkjer tilbake
privacy-kept-withdrawn-time = Dei blir sletta med ein gong
privacy-kept-files = Krypterte dokument som arkivet har svart på
privacy-kept-files-time = { $days ->
        [one] Éin dag
       *[other] { $days } dagar
    } etter svaret
privacy-kept-receipt = Det du fylte ut, kvitteringa og status
privacy-kept-receipt-time = { $days ->
        [one] Éin dag
       *[other] { $days } dagar
    } etter at arkivet har svart eller du har trekt innsendinga tilbake
privacy-kept-letter = Kven eit brev med svarlenkje er til
privacy-kept-letter-time = { $days ->
        [one] Éin dag
       *[other] { $days } dagar
    } etter at lenkja har slutta å verke
privacy-kept-trail = Sporingsloggen
privacy-kept-trail-time = { $days ->
        [one] Éin dag
       *[other] { $days } dagar
    }
privacy-kept-session = Innlogginga
privacy-kept-session-time = { $minutes } minutt utan bruk, og høgst { $hours } timar
privacy-kept-entry = Journalnummer, referanse, tidspunkt, talet på dokument og storleik
privacy-kept-entry-time = Alltid. Dei seier ikkje kven du er
privacy-kept-archive = I arkivet gjeld reglane til kommunen og arkivlova.
privacy-kept-backup = Det som er sletta, kan liggje kryptert i tryggingskopiar til dei blir skrivne over.
privacy-cookies-heading = Informasjonskapslar
privacy-cookies-why = Vi bruker berre informasjonskapslar som tenesta ikkje verkar utan. Difor ber vi ikkje om samtykke (ekomlova § 3-15). Dette er alt vi lagrar i nettlesaren:
privacy-cookie-session = Held deg logga inn. Blir sletta når du loggar ut eller lukkar nettlesaren. Verkar i høgst { $hours } timar.
privacy-cookie-login = Hugsar ei innlogging som er begynt. Resten av namnet er tilfeldig. Blir sletta når du er logga inn, og seinast etter { $minutes } minutt.
privacy-cookie-starts = Stansar innloggingar som går i ring. Blir sletta etter nokre sekund.
privacy-cookie-ansattporten = Hugsar at du har vore hos Ansattporten, så du kan bli logga ut der også. Blir sletta når du loggar ut eller lukkar nettlesaren.
privacy-cookie-lang = Hugsar språket du har valt. Blir sletta etter eitt år.
privacy-cookie-warning = Hugsar i denne fana at du er varsla om at innlogginga går ut. Ingen informasjonskapsel, og blir aldri send til oss. Blir sletta når du lukkar fana.
privacy-cookies-others = ID-porten har sine eigne informasjonskapslar på sidene sine.
privacy-rights-heading = Rettane dine
privacy-rights-what = Du kan be kommunen om innsyn i opplysningane om deg, og om å få dei retta, sletta eller avgrensa. Du kan også protestere mot at vi bruker dei.
privacy-rights-self = Utkast kan du slette sjølv. Det du har sendt, kan du trekkje tilbake så lenge arkivet ikkje har henta det.
privacy-rights-archive = Det arkivet har teke imot, må kommunen som regel ta vare på.
privacy-officer-heading = Personvernombodet
privacy-officer-what = Personvernombodet svarer på spørsmål om personvern i kommunen.
privacy-complaint-heading = Klage
privacy-complaint = Meiner du at kommunen bruker opplysningane dine feil, kan du klage til tilsynsstyresmakta:
privacy-complaint-link = Klag til Datatilsynet

## Accessibility
accessibility-heading = Tilgjenge
accessibility-description = Kva { $municipality } har gjort for at alle skal kunne sende dokument, kva som ikkje er godt nok, og korleis du melder frå.
accessibility-intro = { $municipality } vil at alle skal kunne bruke denne tenesta. Ho er laga etter WCAG 2.2, nivå AA.
accessibility-done-heading = Dette er gjort
accessibility-done-keyboard = Alt er laga for å kunne brukast med tastatur, skjermlesar og talestyring.
accessibility-done-zoom = Sidene kan forstørrast til 400 prosent, og passar på små skjermar.
accessibility-done-colours = Sidene følgjer valet ditt av lyst, mørkt eller eigne fargar.
accessibility-done-script = Alt verkar utan JavaScript.
accessibility-done-errors = Er noko feil, står det kva som er gale, og kva du kan gjere.
accessibility-done-time = Det du har lagra, er ikkje borte når innlogginga går ut.
accessibility-done-words = Du kan velje bokmål, nynorsk, engelsk eller nordsamisk.
accessibility-done-tested = Sidene blir prøvde automatisk i alle språka, på små og store skjermar.
accessibility-known-heading = Dette er ikkje godt nok
accessibility-known-people = Ingen som bruker hjelpemiddel til dagleg, har prøvd tenesta enno.
accessibility-known-sami = Dei nordsamiske tekstane er ikkje lesne av nokon som har nordsamisk som morsmål.
accessibility-known-time = Innlogginga varer i høgst { $hours } timar, og tida kan ikkje forlengjast. Det er regelen til ID-porten.
accessibility-known-direction = Skrift som går frå høgre til venstre, kan bli lesen i feil rekkjefølgje i PDF-ane vi lagar.
accessibility-known-others = Vi svarer ikkje for sidene til ID-porten og andre som vi sender deg til.
accessibility-tell-heading = Meld frå
accessibility-tell-what = Fortel kommunen kva du ville gjere, og kva som stoppa deg. Kommunen kan også hjelpe deg å sende på ein annan måte.
accessibility-tell-authority = Hjelper ikkje det, kan du melde frå til tilsynet:
accessibility-tell-authority-link = Tilsynet for universell utforming av ikt
accessibility-tell-statements = Tilgjengefråsegner frå det offentlege finn du her:
accessibility-tell-statements-link = uustatus.no

## My submissions
submissions-heading = Mine innsendingar
submissions-new = Start ny innsending
submissions-drafts-heading = Ikkje sendt enno
submissions-drafts-hint = Vel ei innsending for å halde fram med ho. Det du ikkje sender, blir sletta når det er gått { $days ->
        [one] éin dag
       *[other] { $days } dagar
    } sidan du sist endra det.
submissions-draft-facts = Sist endra { $updated }. { $count ->
        [0] Ingen dokument.
        [one] Eitt dokument.
       *[other] { $count } dokument.
    }
submissions-untitled = Utan tittel
submissions-delete = Slett
submissions-sent-heading = Sendt
submissions-sent-none = Du har ikkje sendt noko enno.

## Step 1: sender
sender-heading = Kven sender du på vegner av?
sender-intro = Kommunen veit kven du er, fordi du har logga inn. Du treng ikkje oppgje fødselsnummeret ditt.
sender-legend = Avsendar
sender-person = Meg sjølv, som privatperson
sender-organisation = Ei verksemd
sender-organisation-hint = Til dømes eit firma, ei foreining eller eit lag.
sender-organisation-number = Organisasjonsnummer
sender-organisation-number-hint = Fyll ut berre dersom du sender for ei verksemd. Nummeret har 9 siffer.

## Step 2: message
message-heading = Kva gjeld innsendinga?
message-intro = Alt må fyllast ut, bortsett frå det som er merkt som valfritt.
message-title = Tittel
message-title-hint = Sei kort kva innsendinga handlar om, til dømes «Svar på brev om byggjesak».
message-title-warning = Tittelen kan bli synleg for alle i postlista til kommunen. Ikkje skriv namn, fødselsnummer eller noko anna privat i han.
message-case-number = Saksnummer (valfritt)
message-case-number-hint = Står i brev frå kommunen, til dømes 2023/587.
message-comment = Kommentar (valfritt)
message-comment-hint = Kommentaren følgjer med innsendinga og blir lagra kryptert.
message-confidential-legend = Fortrulege opplysningar (valfritt)
message-confidential = Innsendinga inneheld fortrulege eller sensitive opplysningar
message-confidential-hint = Til dømes om helse, barnevern eller privatøkonomi. Kryssar du av, føreslår vi å skjerme tittelen, avsendaren og dokumenta for andre til ein arkivar har vurdert innsendinga. Kommunen sjølv ser framleis alt.
message-email = E-postadresse
message-email-hint = Hit sender vi kvitteringa. Ho seier ikkje noko om innhaldet.

## Step 3: files
files-heading = Legg ved filene
files-list-heading = Filer i innsendinga
files-none = Du har ikkje lasta opp nokon filer enno.
files-remove = Fjern
files-add-heading = Last opp filer
files-choose = Vel filer
files-hint-order = Du kan velje fleire på ein gong. Den første fila blir hovuddokument, og dei andre blir vedlegg.
files-hint-types = Du kan sende { $kinds }.
files-prefer-pdf = Vel PDF når du kan.
files-hint-size = Ei fil kan vere på inntil { $max } MB, og ei zip-fil på inntil { $zip } MB.
files-refused = { $count ->
        [one] Denne fila vart ikkje teken imot:
       *[other] Desse filene vart ikkje tekne imot:
    }
files-upload = Last opp
files-continue = Hald fram til kontroll

## The files page: order, help and what a script says
files-order-hint = Den øvste fila er hovuddokumentet. Flytt den viktigaste fila øvst.
files-order-drag = Du kan òg dra filene.
files-move-up = Flytt opp
files-move-down = Flytt ned
files-remove-heading = Fjerne fila?
files-remove-what = Fila blir sletta her. Har du ho framleis sjølv, kan du laste ho opp på nytt.
files-remove-confirm = Fjern fila
files-remove-cancel = Behald fila
files-photo = Ta bilete
files-drop = Dra filer hit, eller vel dei.
files-help = Hjelp med filer
files-help-pdf = Slik lagar du ein PDF
files-help-zip = Slik lagar du ei zip-fil
files-help-photo = Slik sender du bilete
files-help-password = Slik fjernar du passordet
files-help-size = Slik sender du store filer
files-help-new-tab = (blir opna i ny fane)
files-uploads-label = Filer som blir lasta opp
files-cancel = Avbryt
files-retry = Prøv igjen
files-dismiss = Ta bort frå lista
files-script-waiting = Ventar på tur
files-script-sending = Sender: { $percent } %
files-script-seconds = om lag { $seconds } sekund igjen
files-script-minute = om lag eitt minutt igjen
files-script-minutes = om lag { $minutes } minutt igjen
files-script-checking = Fila er komen fram og blir kontrollert.
files-script-broken = Sambandet vart brote, og fila er ikkje send enno. Vi prøver igjen av oss sjølve.
files-script-offline = Du er ikkje på nett. Fila blir send når du er på nett igjen.
files-script-not-changed = Endringa er ikkje lagra.
files-script-online = Du er på nett igjen. Filene blir sende.
files-script-begun = { $name } blir send.
files-script-begun-many = { $count } filer blir sende.
files-script-percent = { $percent } % er sendt.
files-script-added = { $name } er lagd til.
files-script-added-many = { $count } filer er lagde til.
files-script-cancelled = { $name } er avbroten.
files-script-removed = { $name } er fjerna.
files-script-moved = { $name } er no nummer { $place } av { $total }.
files-script-logged-out = Du er logga ut, og fila er ikkje send.
files-lost-one = Éi fil er ikkje send. Loggar du inn her, må du velje ho på nytt.
files-lost-many = { $count } filer er ikkje sende. Loggar du inn her, må du velje dei på nytt.
files-leave-heading = Gå vidare no?
files-leave-one = Éi fil er ikkje ferdig send.
files-leave-many = { $count } filer er ikkje ferdig sende.
files-leave-refused-one = Éi fil vart ikkje teken imot.
files-leave-refused-many = { $count } filer vart ikkje tekne imot.
files-leave-what = Det som ikkje ligg i innsendinga, blir ikkje med.
files-leave-wait = Vent til alt er sendt
files-leave-stay = Bli på sida
files-leave-go = Gå vidare utan
err-file-type = Kommunen kan ikkje ta imot filer med denne endinga i namnet.
err-file-folder = Dette er ei mappe, ikkje ei fil.
rec-file-folder = Vel filene i mappa, eller pakk mappa i ei zip-fil.
err-file-not-sent = Fila kunne ikkje lastast opp.
rec-file-not-sent = Kontroller at du er på nett, og prøv igjen.

## Step 4: review
review-heading = Kontroller før du sender
review-intro = Sjå over at alt stemmer. Etterpå kan innsendinga ikkje endrast.
review-change = Endre
review-not-given = Ikkje fylt ut
review-no-documents = Ingen filer er lagde ved
public-title-screened = skjerma
public-title-confidential = Vi føreslår å skjerme både tittelen og avsendaren.
public-title-names = Stjernene står for det som kan vere namn eller nummer.
review-before-send = Når du sender, blir innsendinga lagd inn i arkivet til kommunen. Kommunen avgjer kva som blir synleg i postlista, som alle kan lese.
review-send = Send til { $municipality }
review-not-reached = Innsendinga er ikkje send, for vi får ikkje kontakt med tenesta. Alt er lagra. Kontroller at du er på nett, og trykk på knappen igjen.

## Receipt
receipt-title = Kvittering { $reference }
receipt-heading = Innsendinga er send
receipt-reference-lead = Referansen din er
receipt-promise = { $municipality } har teke imot innsendinga. Ho er trygt lagra og kryptert.
receipt-details-heading = Kvittering
receipt-next-heading = Kva skjer no?
receipt-next-archive = Arkivet hentar dokumenta og legg dei i rett sak.
receipt-next-email = Du får ein e-post med referansen og journalnummeret.
receipt-next-contact = Oppgje referansen dersom du tek kontakt med kommunen om innsendinga.
receipt-archived-heading = Arkivet har teke imot innsendinga
receipt-archived-said = Arkivet i { $municipality } har stadfesta at det har teke imot alle dokumenta.
receipt-journalled-heading = Innsendinga er journalført
receipt-journalled-said = { $municipality } har henta innsendinga og registrert ho (journalført) i arkivet sitt.
receipt-returned-heading = Innsendinga er send tilbake til deg
receipt-returned-said = { $municipality } tok imot innsendinga, men har sendt ho tilbake og gjer ikkje noko meir med ho.
receipt-withdrawn-heading = Innsendinga er trekt tilbake
receipt-withdrawn-said = Du har trekt tilbake innsendinga. Arkivet i { $municipality } hadde ikkje henta ho, og dokumenta blir sletta for godt. Journalnummeret blir ståande i journalen til kommunen.
receipt-undelivered = Vi fekk ikkje sendt e-post til adressa som står på kvitteringa. Kontroller om ho er rett skriven. Kvitteringa di er her.
receipt-progress-heading = Kvar er innsendinga no?
receipt-next-outcome = Du får ein ny e-post når arkivet har stadfesta at det har teke imot alt, eller sendt innsendinga tilbake.
receipt-withdraw-hint = Har du sendt noko feil? Du kan trekkje innsendinga tilbake så lenge arkivet ikkje har henta ho.
receipt-withdraw = Trekk tilbake innsendinga
receipt-print = Vil du ha sida på papir? Bruk utskrift i nettlesaren. Du finn ho òg att blant innsendingane dine.

## Withdrawing
withdraw-heading = Trekkje tilbake innsendinga?
withdraw-what = Dersom du trekkjer innsendinga tilbake:
withdraw-documents = Dokumenta blir sletta for godt. Kommunen får ikkje lese dei, og du kan ikkje hente dei tilbake.
withdraw-entry = Innsendinga blir ståande i journalen til kommunen med nummer { $number }, som trekt tilbake.
withdraw-until = Det går berre så lenge arkivet ikkje har henta innsendinga.
withdraw-confirm = Trekk tilbake innsendinga
withdraw-cancel = Behald innsendinga

## On the way to a log-in elsewhere
onward-heading = Du må logge inn ein gong til
onward-what = Du blir send vidare av deg sjølv. Det du har fylt ut, er lagra.
onward-continue = Gå vidare til innlogginga

## Still being finished
sending-heading = Innsendinga er teken imot og blir gjord ferdig
sending-what = Det tek som regel berre nokre sekund. Kvitteringa kjem her når alt er klart.
sending-safe = Du kan trygt lukke sida. Innsendinga blir ferdig uansett, og kvitteringa ligg blant innsendingane dine.
sending-receipt = Sjå etter kvitteringa no

## The signed receipt, and the page where it is checked
receipt-download = Last ned kvitteringa (PDF)
receipt-download-why = Ta vare på fila. Ho er signert, så du kan vise kva kommunen tok imot, også om fleire år.
receipt-kept-until = Denne sida blir sletta { $day }.
receipt-kept-days = Denne sida blir sletta { $days ->
        [one] éin dag
       *[other] { $days } dagar
    } etter at arkivet er ferdig med innsendinga eller ho er trekt tilbake.
proof-received = { $municipality } har teke imot dokumenta nedanfor.
proof-organisation = { $name }, organisasjonsnummer { $number }
proof-declared = { $organisation } (oppgitt av avsendaren sjølv, ikkje kontrollert)
proof-received-at = Motteke
proof-comment = { $name } (kommentaren frå avsendaren)
proof-check-heading = Slik blir kvitteringa kontrollert
proof-check-what = Kvitteringa er signert av portalen til kommunen. Ho viser at kommunen tok imot desse dokumenta på dette tidspunktet. Ho viser ikkje at nokon har lese, godteke eller teke stilling til dei. Ho viser heller ikkje om innsendinga sidan er trekt tilbake eller send tilbake.
proof-check-file = Ta vare på PDF-fila slik ho er, saman med dokumenta du sende. Signaturen ligg i fila. Ei utskrift, eller ei fil som er lagra på nytt av eit anna program, kan ikkje kontrollerast.
proof-check-how = Kven som helst som har fila, kan kontrollere ho, og om eit dokument er det same som vart motteke:
proof-check-page = Nettside
proof-check-command = Kommandolinje
proof-check-keys = Offentlege nøklar
proof-check-key = Signert med nøkkel
proof-attachment = Signaturen, for program
verify-link = Kontroller ei kvittering
verify-heading = Kontroller ei kvittering
verify-intro = Her kan du kontrollere om ei kvittering er gitt av { $municipality }, og om dokument er dei same som kommunen tok imot.
verify-privacy = Du treng ikkje å logge inn. Filene blir kontrollerte og så kasta. Ingenting blir lagra.
verify-receipt = Kvitteringa (PDF)
verify-receipt-hint = PDF-fila slik ho vart lasta ned herifrå, inntil { $max } MB.
verify-documents = Dokument (valfritt)
verify-documents-hint = Dine eigne kopiar av dokumenta som vart sende, inntil { $max } MB til saman.
verify-submit = Kontroller
err-verify-none-chosen = Vel kvitteringa som skal kontrollerast.
err-verify-not-a-receipt = Fila er ikkje ei kvittering frå denne tenesta. Vel PDF-fila slik ho vart lasta ned herifrå. Ei utskrift, eller ei fil som er lagra på nytt, kan ikkje kontrollerast.
err-verify-too-large = Kvitteringa er større enn { $max } MB. Så store kvitteringar gir ikkje denne tenesta. Vel ei anna fil.
verify-genuine-heading = Kvitteringa er ekte
verify-mismatch-heading = Kvitteringa er ekte, men ikkje alle dokumenta stemmer
verify-genuine-what = Ho er gitt av { $municipality }, og ingenting er endra.
verify-genuine-limits = Kvitteringa viser at kommunen har teke imot dokumenta. Ho viser ikkje at nokon har lese, godteke eller teke stilling til dei. Ho viser heller ikkje om innsendinga sidan er trekt tilbake eller send tilbake.
verify-compared-heading = Dokumenta du kontrollerte
verify-compared-same = Er det same som kommunen tok imot: dokument { $number }, { $name }.
verify-compared-none = Er ikkje blant dokumenta i kvitteringa. Fila kan vere endra etter at ho vart send, eller vere ei anna fil.
verify-compared-no-files = Du valde ingen dokument. Då er berre kvitteringa kontrollert.
verify-received-heading = Dette tok kommunen imot
verify-not-genuine-heading = Kvitteringa er ikkje ekte
verify-altered-what = Fila er ikkje slik ho vart signert. Ho er endra eller skadd, eller lagra på nytt av eit anna program.
verify-unknown-key-what = Signaturen i fila er ikkje kommunen sin.
verify-other-issuer-what = Fila er signert, men er gitt av ei anna teneste: { $issuer }.
verify-not-genuine-remedy = Kontroller fila slik ho vart lasta ned frå tenesta. Har nokon gitt deg fila, så spør dei om ho, eller ta kontakt med kommunen. Den som sende inn, kan laste ned kvitteringa på nytt så lenge ho står blant innsendingane.
verify-again = Kontroller ei anna kvittering
error-verify-busy-heading = Mange kontrollerer kvitteringar akkurat no
error-verify-busy-what = Vi kontrollerer berre nokre få kvitteringar om gongen.
error-verify-busy-remedy = Vent eit minutt, og prøv igjen.

## Logged out
logged-out-heading = Du er logga ut
logged-out-what = Det du har lagra utan å sende, ligg klart til neste gong du loggar inn.
logged-out-shared = Bruker du ei maskin saman med andre, bør du òg lukke nettlesaren.

## E-mail
mail-receipt-subject = Kvittering for innsending { $reference }
mail-greeting = Hei!
mail-receipt-received = { $municipality } har teke imot innsendinga di, med { $count ->
        [one] eitt dokument
       *[other] { $count } dokument
    }.
mail-receipt-see = Logg inn for å sjå heile kvitteringa:
mail-receipt-contents = Av omsyn til personvernet står det ikkje her kva du har sendt. Ta vare på referansen, og oppgje han dersom du tek kontakt med kommunen.
mail-not-you = Er det ikkje du som har sendt noko, kan nokon ha skrive feil e-postadresse. Då kan du sjå bort frå denne e-posten. Du kan ikkje svare på han.
mail-outcome-archived-subject = Arkivet har teke imot innsending { $reference }
mail-outcome-journalled-subject = Innsending { $reference } er journalført
mail-outcome-journalled-said = Arkivet i { $municipality } har registrert (journalført) innsendinga di.
mail-outcome-returned-subject = Innsending { $reference } er send tilbake
mail-outcome-returned-said = Arkivet i { $municipality } har sendt innsendinga di tilbake. Kommunen gjer ikkje noko meir med ho.
mail-outcome-returned-see = Logg inn for å sjå kvifor, og kva du kan gjere:
mail-outcome-withdrawn-subject = Innsending { $reference } er trekt tilbake
mail-outcome-withdrawn-said = Du har trekt tilbake innsendinga di til { $municipality }. Arkivet hadde ikkje henta ho, og dokumenta blir sletta.
mail-outcome-withdrawn-entry = Journalnummeret blir ståande i journalen til kommunen, som trekt tilbake.
mail-outcome-withdrawn-not-you = Er det ikkje du som har trekt ho tilbake, må du ta kontakt med kommunen og oppgje referansen. Du kan ikkje svare på denne e-posten.
mail-outcome-see = Logg inn for å sjå kvitteringa:
mail-outcome-contents = Av omsyn til personvernet står det ikkje her kva innsendinga gjeld. Oppgje referansen dersom du tek kontakt med kommunen.
mail-draft-subject = Du har ei innsending til { $municipality } som ikkje er send
mail-draft-begun = Du har begynt på ei innsending til { $municipality }, men ikkje sendt ho.
mail-draft-deleted = Ho blir sletta { $day } dersom du ikkje held fram med ho før det.
mail-draft-changed = Sist endra
mail-draft-deleted-on = Blir sletta
mail-draft-see = Logg inn for å halde fram:
mail-draft-nothing = Vil du ikkje sende ho, treng du ikkje å gjere noko.
mail-draft-not-you = Er det ikkje du som har begynt på noko, kan nokon ha skrive feil e-postadresse. Då kan du sjå bort frå denne e-posten. Du kan ikkje svare på han.
mail-alarm-subject = { $count ->
        [one] Éi innsending
       *[other] { $count } innsendingar
    } ventar på arkivet
mail-alarm-waits = Til arkivet i { $municipality }: { $count ->
        [one] Éi innsending
       *[other] { $count } innsendingar
    } har venta i meir enn { $minutes } minutt på at arkivet kvitterer.
mail-alarm-waiting = Ventar i alt
mail-alarm-fetched = Av desse er henta, men ikkje kvitterte for
mail-alarm-returned = Sende tilbake til avsendaren
mail-alarm-oldest = Dei eldste, og når dei vart sende:
mail-alarm-do = Sjå etter om hentinga (sendsikkert pull) går, og kva ho melder. Det som er henta, men ikkje kvittert for, stansa på veg inn i arkivet. Kommandoen sendsikkert check på portalen viser dei same tala.
mail-alarm-safe = Innsendingane ligg trygt i portalen til arkivet har kvittert. Så lenge noko ventar for lenge, kjem denne e-posten inntil tre gonger om dagen. Du kan ikkje svare på han.

## Status
step-received = Motteken
step-fetched = Henta av arkivet
step-archived = Motteken i arkivet
step-journalled = Journalført i arkivet
step-returned = Send tilbake
step-withdrawn = Trekt tilbake av deg
step-to-come = Ikkje enno
step-current = Her er innsendinga no
step-archive-case = Saksnummeret til arkivet
step-archive-journal = Journalnummeret til arkivet

## Sent back by the archive
returned-why-heading = Kvifor er ho send tilbake?
returned-wrong-recipient = Arkivet meiner at innsendinga er meint for nokon andre enn kommunen.
returned-wrong-recipient-remedy = Finn ut kven som skal ha ho, og send ho dit. Var ho likevel meint for kommunen, kan du sende ho på nytt.
returned-unreadable = Arkivet kan ikkje lese eitt eller fleire av dokumenta.
returned-unreadable-remedy = Opne filene sjølv, og sjå om dei er i orden. Lagre dei på nytt, helst som PDF, og send alt på nytt.
returned-incomplete = Arkivet meiner at noko manglar.
returned-incomplete-remedy = Finn det som manglar, og send alt på nytt.
returned-other = Arkivet har skrive kvifor.
returned-other-remedy = Les beskjeden frå arkivet, rett det som må rettast, og send alt på nytt.
returned-do-heading = Kva kan du gjere?
returned-reply = Innsendinga var eit svar på eit brev. Følg lenkja i brevet når du sender på nytt. Då blir også den nye innsendinga eit svar på brevet.
returned-entry = Denne innsendinga kan ikkje endrast. Ei ny innsending får sitt eige journalnummer.

## What was filled in
err-sender-missing = Vel om du sender som privatperson eller for ei verksemd.
err-organisation-number-missing = Skriv organisasjonsnummeret til verksemda.
err-organisation-number-invalid = Kontroller organisasjonsnummeret. Minst eitt av sifra må vere feil.
err-title-missing = Skriv ein tittel som seier kva innsendinga handlar om.
err-title-too-long = Kort ned tittelen til høgst { $max } teikn.
err-title-national-id = Fjern talet på 11 siffer eller meir frå tittelen. Det kan vere eit fødselsnummer, og tittelen kan bli synleg for alle.
err-case-number-invalid = Skriv saksnummeret slik det står i brev frå kommunen, til dømes 2023/587, eller lat feltet stå tomt.
err-comment-too-long = Kort ned kommentaren til høgst { $max } teikn, eller legg teksten i ei PDF-fil.
err-email-missing = Skriv e-postadressa som kvitteringa skal sendast til.
err-email-invalid = Skriv e-postadressa på forma namn@eksempel.no, utan æ, ø, å og mellomrom.
err-files-missing = Last opp minst éi fil før du sender.
err-files-none-chosen = Vel minst éi fil før du går vidare.

## Files that are refused
err-file-empty = Fila er tom.
rec-file-empty = Opne fila og sjå om det står noko i ho. Lagre ho på nytt, og last ho opp igjen.
err-file-kind = Fila er { $found }, og det kan kommunen ikkje ta imot.
rec-file-kind = Lagre innhaldet som ein filtype vi kan ta imot, helst PDF, og last opp den fila.
err-file-unknown-kind = Vi kjenner ikkje att innhaldet i fila.
rec-file-unknown-kind = Lagre innhaldet som ein filtype vi kan ta imot, helst PDF, og last opp den fila.
err-file-extension = Filnamnet sluttar på «{ $extension }», men innhaldet er av ein annan type.
rec-file-extension = Gje fila den endinga som passar til innhaldet, eller lagre ho på nytt som PDF.
err-file-too-large = Fila er større enn { $max } MB.
rec-file-too-large = Pakk fila i ei zip-fil og last opp zip-fila, eller del ho i mindre filer.
err-file-zip-too-large = Zip-fila er større enn { $max } MB.
rec-file-zip-too-large = Fordel innhaldet på fleire zip-filer.
err-file-submission-too-large = Med denne fila blir innsendinga større enn { $max } MB til saman.
rec-file-submission-too-large = Send resten i ei ny innsending, og skriv same saksnummer eller tittel.
err-file-too-many-documents = Det er ikkje plass til fleire enn { $max } dokument i ei innsending.
rec-file-too-many-documents = Samle fleire dokument i éi PDF-fil eller zip-fil, eller send resten i ei ny innsending.
err-file-zip-encrypted = Zip-fila er verna med passord.
rec-file-zip-encrypted = Lag zip-fila på nytt utan passord. Alt du sender her, blir kryptert likevel.
err-file-zip-nested = Zip-fila har ei anna pakka fil inni seg: { $member }
rec-file-zip-nested = Pakk ut den indre fila, og lag ei ny zip-fil med innhaldet.
err-file-zip-unsafe-path = Zip-fila har ei fil som vil leggje seg utanfor mappa ho blir pakka ut i: { $member }
rec-file-zip-unsafe-path = Lag zip-fila på nytt frå ei vanleg mappe.
err-file-zip-member = «{ $member }» i zip-fila: { $what }
rec-file-zip-member = { $remedy } Lag så zip-fila på nytt.
err-file-zip-office = Fila er eit Office-dokument eller liknande, ikkje ei vanleg zip-fil.
rec-file-zip-office = Opne dokumentet, lagre det som PDF og last opp PDF-fila.
err-file-zip-too-many = Zip-fila har fleire enn { $max } filer.
rec-file-zip-too-many = Fordel filene på fleire zip-filer.
err-file-zip-bomb = Zip-fila blir altfor stor når ho blir pakka ut.
rec-file-zip-bomb = Pakk færre filer saman, eller last dei opp kvar for seg.
err-file-zip-duplicate = Zip-fila har meir enn éi fil med same namn: { $member }
rec-file-zip-duplicate = Gje filene ulike namn, og lag zip-fila på nytt.
err-file-zip-damaged = Zip-fila er skadd og kan ikkje opnast.
rec-file-zip-damaged = Lag zip-fila på nytt, kontroller at du kan opne ho, og last ho opp igjen.
err-file-zip-empty = Det er ingen filer i zip-fila.
rec-file-zip-empty = Lag zip-fila på nytt med filene du vil sende.
err-file-zip-method = Zip-fila er pakka på ein måte vi ikkje kan lese: { $member }
rec-file-zip-method = Lag zip-fila på nytt med det som følgjer med maskina di, i Windows «Komprimert mappe», på Mac «Komprimer».
err-file-svg = Fila er ei SVG-teikning. Ho kan innehalde programkode, og blir ikkje teken imot.
rec-file-svg = Lagre teikninga som PDF eller PNG, og last opp den fila.
rec-file-archive = Pakk ut fila, og lag ei zip-fil med innhaldet.
rec-file-image = Lagre biletet som JPEG, og last opp det biletet. Frå iPhone: Vel «Mest kompatibel» under Innstillinger, Kamera og Formater, og ta biletet på nytt.
rec-file-audio = Lagre lyden som MP3, og last opp den fila.
rec-file-video = Lagre filmen som MPEG-1 eller MPEG-2 (.mpg), og last opp den fila.
err-file-kind-not-taken = Fila er av typen { $kind }, og den tek ikkje kommunen imot her.
err-file-damaged = Fila er skadd eller ikkje heil, og kan ikkje opnast.
rec-file-damaged = Prøv å opne fila sjølv. Går det, lagre ho på nytt eller skriv ho ut til PDF, og last opp den nye fila. Går det ikkje, be om å få fila på nytt.
err-file-hidden = I fila ligg det òg { $found }.
rec-file-hidden = Opne fila, lagre ho på nytt eller skriv ho ut til PDF, og last opp den nye fila.
err-file-password = Fila kan ikkje opnast utan passord.
rec-file-password = Opne fila med passordet, lagre ein kopi utan passord eller skriv ho ut til PDF, og last opp kopien. Alt du sender her, blir kryptert likevel.
err-file-picture-too-large = Biletet har så mange biletpunkt (pikslar) at det ikkje kan visast.
rec-file-picture-too-large = Gjer biletet mindre, lagre det på nytt og last opp det nye biletet.
err-file-xml-entity = XML-fila har eigne entitetar (<!ENTITY …>), og kan vere farleg å opne.
rec-file-xml-entity = Lagre fila utan entitetar, eller be den du har fila frå, om å gjere det.
err-file-xml-dtd = XML-fila byggjer på ei DTD-fil som ligg ein annan stad og ikkje følgjer med.
rec-file-xml-dtd = Lagre XML-fila utan DOCTYPE-linja, eller be den du har fila frå, om å gjere det.
err-file-xml-malformed = XML-fila har ein feil på linje { $line } og kan ikkje lesast.
rec-file-xml-malformed = Lag fila på nytt i programmet ho kjem frå, og last opp den nye fila.
err-file-xml-limits = XML-fila har for mange nivå eller for mange attributt.
rec-file-xml-limits = Lag fila på nytt med enklare oppbygging, eller lagre innhaldet som PDF.
err-file-sosi = SOSI-fila har ein feil på linje { $line }: { $fault }.
rec-file-sosi = Lag fila på nytt i programmet ho kjem frå, og last opp den nye fila.
sosi-no-end = .SLUTT manglar
sosi-level-leap = eit element står meir enn eitt nivå under det førre
sosi-binary = det står teikn der som ikkje høyrer heime i tekst
sosi-parenthesis = parentesane i referansane passar ikkje saman
err-file-malware = Vi fann skadeleg programvare i fila, og har ikkje teke vare på ho.
rec-file-malware = Ikkje opne fila. Sjekk telefonen eller datamaskina med eit antivirusprogram, og last opp ei fil som er rein.
err-file-scan-limits = Det er så mykje i fila at vi ikkje kan sjekke om ho inneheld skadeleg programvare.
rec-file-scan-limits = Fordel innhaldet på fleire filer, og last opp dei.
err-file-not-scanned = Vi får ikkje sjekka filer for skadeleg programvare akkurat no, og kan ikkje ta imot fila.
rec-file-not-scanned = Prøv igjen om litt. Det du allereie har lagra, er ikkje borte.
err-file-day-too-large = Du kan laste opp { $max } MB på ein dag, og med denne fila blir det meir.
rec-file-day-too-large = Last opp resten i morgon. Innsendinga ligg klar til då.

## What a file is
list-and = { $others } og { $last }
kind-pdf = PDF-dokument
kind-jpeg = JPEG-bilete
kind-tiff = TIF-bilete
kind-png = PNG-bilete
kind-xml = XML-dokument
kind-html = HTML-dokument
kind-sosi = SOSI-kart
kind-mp3 = MP3-lyd
kind-mpeg = MPEG-film
kind-zip = zip-fil
found-executable = eit program
found-office = eit Office-dokument, til dømes frå Word eller Excel
found-archive = ei pakka fil av ein annan type enn zip
found-image = eit bilete av ein annan type enn JPEG, TIF og PNG
found-camera-raw = ei råfil frå eit kamera
found-audio = lyd av ein annan type enn MP3
found-video = film av ein annan type enn MPEG
found-mp4 = ein film av typen MP4 eller QuickTime, som ikkje er MPEG
found-font = ein skrifttype
found-document = eit dokument av ein annan type
found-other = ein annan type fil

## What is told of a file that was accepted
note-renamed = Fila har fått den endinga som passar til innhaldet.
note-trailing-data = Det står ukjende data etter slutten av fila.
note-pdf-not-archival = PDF-fila seier ikkje at ho er PDF/A, og må gjerast om før langtidslagring.
note-pdf-restricted = PDF-fila har avgrensingar på utskrift, kopiering eller endring.
note-pdf-script = PDF-fila inneheld JavaScript.
note-pdf-launch = PDF-fila kan starte eit program eller opne ei anna fil.
note-pdf-attachment = PDF-fila har andre filer inni seg.
note-pdf-repaired = Innhaldslista i PDF-fila er øydelagd. Vanlege program set ho opp igjen.
note-tiff-big = Fila er ein BigTIFF, som ikkje er eit arkivformat, og som eldre program ikkje opnar.
note-incomplete = Delar av fila manglar eller er øydelagde. Vanlege program viser det som er der.
note-xml-doctype = XML-fila viser til ein dokumenttypedefinisjon (DTD), som ikkje er henta.
note-html = Fila er ei nettside, som ikkje er eit arkivformat for brev.
note-sosi-charset = SOSI-fila er skriven i eit anna teiknsett enn ho seier.
note-sosi-charset-missing = SOSI-fila seier ikkje kva teiknsett ho er skriven i.
note-sosi-version = SOSI-fila er eldre enn versjon 2.2, eller seier ikkje kva versjon ho har.
note-mpeg-1 = Filmen er MPEG-1, som ikkje er eit arkivformat.
note-zip-member-extension = Ei fil i zip-fila har ei ending som ikkje passar til innhaldet.
note-comment = Laga av portalen av kommentaren som avsendaren skreiv.

## Error pages
error-request-id = Oppgje denne koden dersom du tek kontakt:
error-not-found-heading = Vi fann ikkje sida
error-not-found-what = Adressa kan vere feil, eller innsendinga kan vere sletta.
error-not-found-remedy = Kontroller adressa, eller gå til innsendingane dine og vel derifrå.
error-expired-heading = Du er ikkje lenger logga inn
error-expired-what = Det skjer etter ei stund, for at ingen andre skal kome til, eller når du har logga ut ein annan stad. Det du hadde lagra, er teke vare på, men ikkje det du skreiv på sida du kom frå.
error-expired-remedy = Logg inn igjen, så kjem du til den same sida.
error-csrf-heading = Skjemaet kunne ikkje takast imot
error-csrf-what = Skjemaet er for gammalt, eller det vart ikkje sendt frå denne tenesta.
error-csrf-remedy = Gå tilbake, kopier det du har skrive, last sida på nytt og prøv igjen.
error-internal-heading = Noko gjekk gale hos oss
error-internal-what = Feilen ligg hos oss, og han er registrert. Det du har lagra, er teke vare på.
error-internal-remedy = Vent litt, og prøv igjen. Ta kontakt med kommunen dersom det ikkje hjelper.
error-login-failed-heading = Du vart ikkje logga inn
error-login-failed-what = Innlogginga tok for lang tid eller kunne ikkje stadfestast.
error-login-failed-remedy = Prøv å logge inn på nytt.
error-login-unavailable-heading = Innlogging verkar ikkje akkurat no
error-login-unavailable-what = Vi får ikkje kontakt med ID-porten.
error-login-unavailable-remedy = Prøv igjen om nokre minutt. Det du har lagra, er teke vare på.
error-too-large-heading = Det du sende, er for stort
error-too-large-what = Det var meir enn tenesta kan ta imot på ein gong, så vi stoppa.
error-too-large-remedy = Gå tilbake, og send mindre om gongen.
error-fetched-heading = Innsendinga kan ikkje trekkjast tilbake
error-fetched-what = Arkivet i kommunen har allereie henta ho.
error-fetched-remedy = Ta kontakt med kommunen, sei kva du ønskjer, og oppgje referansen. Han står på kvitteringa blant innsendingane dine.
error-sent-already-heading = Innsendinga er allereie send
error-sent-already-what = Ei innsending som er send, kan ikkje endrast eller slettast her.
error-sent-already-remedy = Sjå kvitteringa blant innsendingane dine. Vil du leggje til noko, kan du starte ei ny innsending.
error-bad-request-heading = Vi forstod ikkje det som vart sendt
error-bad-request-what = Noko mangla, eller det kom i ei form som tenesta ikkje kjenner.
error-bad-request-remedy = Gå tilbake, last sida på nytt og prøv igjen.

## Deleting a draft, and what is rarely wrong

err-organisation-number-digits = Skriv organisasjonsnummeret med 9 siffer.
err-sender-both = Du har skrive eit organisasjonsnummer. Vel «Ei verksemd», eller ta bort nummeret.
err-form-old = Skjemaet var gammalt, men det du skreiv, står her. Trykk «Lagre og hald fram» ein gong til.
err-file-zip-name = Zip-fila har ei fil med skjulte teikn i namnet: { $member }
rec-file-zip-name = Gje fila eit nytt namn, og lag zip-fila på nytt.
err-file-zip-member-empty = Zip-fila har ei tom fil: { $member }
rec-file-zip-member-empty = Ta bort den tomme fila, og lag zip-fila på nytt.
rec-file-executable = Program kan ikkje sendast. Er dette eit dokument, lagre det som PDF.
files-others-kept = Dei andre filene er lasta opp.
delete-heading = Slette utkastet?
delete-what = { $count ->
    [0] «{ $title }» blir borte, og kan ikkje hentast tilbake.
    [one] «{ $title }» med eitt dokument blir borte, og kan ikkje hentast tilbake.
   *[other] «{ $title }» med { $count } dokument blir borte, og kan ikkje hentast tilbake.
 }
delete-confirm = Slett utkastet
delete-cancel = Behald utkastet
err-file-not-stored = Vi klarte ikkje å lagre fila no.
rec-file-not-stored = Det er vår feil. Prøv igjen om litt.

## The ID-porten simulator of the demo

simulator-heading = Simulert ID-porten
simulator-warning = Dette er ein simulator for utprøving. Personane finst ikkje, og ekte ID-porten er ikkje med.
simulator-choose = Kven vil du logge inn som?
simulator-person = Privatperson
simulator-manager = Dagleg leiar i { $name }, { $number }

## Innlogging og utlogging

logging-out-heading = Nesten ferdig: logg ut av { $provider } òg
logging-out-what = Du er logga ut her. Til du har logga ut av { $provider } òg, kan den neste som bruker maskina, kome inn utan å bli spurd.
logging-out-button = Logg ut av { $provider }
logged-out-only-here = Vi fekk ikkje kontakt med { $provider }, og der kan du framleis vere logga inn. Lukk nettlesaren dersom andre bruker maskina.
error-login-cancelled-what = Innlogginga vart avbroten.
error-login-cancelled-remedy = Logg inn på nytt når du er klar. Det du har lagra, er teke vare på.
error-login-too-low-what = Denne tenesta krev ein tryggare måte å logge inn på enn den du brukte.
error-login-too-low-remedy = Logg ut av ID-porten, og logg inn igjen med til dømes BankID, Buypass eller Commfides.
error-login-unidentified-what = ID-porten gav oss ikkje eit norsk fødselsnummer eller D-nummer, og då veit ikkje kommunen kven du er.
error-login-unidentified-remedy = Logg inn med ein elektronisk ID som er knytt til fødselsnummeret eller D-nummeret ditt, eller ta kontakt med kommunen.
error-too-many-logins-heading = Innlogginga går i ring
error-too-many-logins-what = Nettlesaren vart send til innlogging mange gonger på få sekund, så vi stansa han.
error-too-many-logins-remedy = Vent litt, og gå tilbake til innsendingane dine. Logg ut og inn igjen dersom det ikkje hjelper.

## På vegner av ei verksemd, og kontaktregisteret

fact-sender-declared = Du har sjølv oppgitt verksemda. Kommunen kan be deg vise at du kan handle på vegner av verksemda.
sender-organisation-elsewhere = Du vel verksemda hos Ansattporten etter at du har trykt på knappen.
sender-organisation-choose = Verksemd
sender-organisation-choose-hint = Vel berre dersom du sender for ei verksemd. Lista viser dei du kan handle på vegner av i Altinn.
sender-organisation-choose-none = Ikkje vald
sender-organisation-sub-unit = undereining
sender-organisation-none = I Altinn er det ikkje registrert at du kan handle på vegner av noka verksemd. Skal du det, må verksemda gje deg tilgangen «Mine sider hos kommunen».
err-organisation-unknown = Vi finn ikkje verksemda i Einingsregisteret. Kontroller at nummeret stemmer. Gjer det det, kan du sende som privatperson eller ta kontakt med kommunen.
err-organisation-deleted = Verksemda er sletta i Einingsregisteret. Oppgje ei anna, eller send som privatperson.
err-organisation-no-right = Du er ikkje registrert med rett til å handle på vegner av verksemda. Vel ei anna, send som privatperson, eller be verksemda om tilgang.
err-organisation-unavailable = Akkurat no får vi ikkje slått opp kva verksemder du kan handle på vegner av. Prøv igjen om litt, eller send som privatperson. Det du har lagra, er teke vare på.
message-email-registered = Adressa er henta frå Kontakt- og reservasjonsregisteret. Du kan endre ho her.
message-language = Språket i kvitteringa
message-language-registered = Språket er henta frå Kontakt- og reservasjonsregisteret. Du kan endre det her.
error-login-again-heading = Du må stadfeste på nytt kven du er
error-login-again-remedy = Du er framleis logga inn, og det du har lagra, er teke vare på.
error-login-again-button = Gå tilbake og prøv igjen
review-not-sent = Innsendinga er ikkje send enno. Sjå over at alt stemmer, og trykk på knappen nedst ein gong til.
logged-out-log-in = Logg inn på nytt

## Kommentaren som dokument

comment-title = Kommentaren til avsendaren
comment-made = Avsendaren skreiv kommentaren då innsendinga vart send. Portalen har laga dette dokumentet av han.
comment-sender-person = Privatperson, innlogga med ID-porten
comment-file-name = kommentar.pdf

## Dokument i PDF-ane vi lagar

listed-size = { $number } byte
listed-number = Nr.
listed-name = Filnamn
listed-size-column = Storleik

## Svar på brev

fact-in-reply-to = Svar på
message-reply = Dette er eit svar på: { $letter }.
message-case-settled = Saksnummeret kjem frå brevet til kommunen og kan ikkje endrast.
review-settled = Les meir
sender-settled-why = Berre den brevet er sendt til, kan svare på det. Difor kan ikkje avsendaren endrast.
sender-settled-continue = Hald fram med svaret
sender-let-go-heading = Vil du ikkje svare på brevet likevel?
sender-let-go-what = Du kan gjere dette til ei vanleg innsending. Det du har fylt ut og lasta opp, blir ståande, men kommunen får ikkje vite at det er eit svar på brevet. Du kan også velje ein annan avsendar.
sender-let-go = Gjer om til vanleg innsending
reply-heading = Svar på brev frå kommunen
reply-what = { $municipality } har sendt deg eit brev som du kan svare på her. Avsendar, tittel og saksnummer blir fylte ut for deg.
reply-from = Frå
reply-about = Brevet gjeld
reply-entry = Du svarer på
reply-open-until = Du kan svare til
reply-begin = Begynn på svaret
reply-again = Lenkja verkar fleire gonger til fristen er ute. Kvart svar blir ei eiga innsending. Svar du har begynt på, ligg blant innsendingane dine.
reply-closed-heading = Lenkja kan ikkje opnast for deg som privatperson
reply-closed-why = Vi kan ikkje seie kvifor, for at ingen skal få vite kven kommunen skriv til. Det kan vere fordi:
reply-closed-organisation = Brevet er til ei verksemd.
reply-closed-other = Brevet er til ein annan person.
reply-closed-expired = Fristen for å svare er ute, eller kommunen har trekt lenkja tilbake.
reply-closed-mistyped = Adressa er ikkje skriven slik ho står i brevet.
reply-organisation-heading = Er brevet til ei verksemd?
reply-organisation-what = Vis kva verksemd du handlar på vegner av.
reply-organisation-open = Opne for verksemda
reply-organisation-elsewhere = Vel verksemda hos Ansattporten
reply-without-heading = Vil du sende noko likevel?
reply-without-what = Start ei ny innsending, og skriv saksnummeret som står i brevet.
reply-letter-both = Brev med journalnummer { $journal } i sak { $case }
reply-letter-journal = Brev med journalnummer { $journal }
reply-letter-case = Brev i sak { $case }
reply-letter = Brev frå kommunen
err-reply-not-opened = Lenkja kan ikkje opnast med dette. Kontroller kva verksemd brevet er til, at du kan handle på vegner av verksemda, og om fristen er ute.
err-reply-unavailable = Akkurat no får vi ikkje slått opp kva verksemder du kan handle på vegner av. Prøv igjen om litt. Det du har lagra, er teke vare på.
err-reply-no-right = Vi kan ikkje stadfeste at du kan handle på vegner av verksemda som brevet er til. Be verksemda om tilgang, eller gjer dette om til ei vanleg innsending. Det du har lagra, er teke vare på.
err-reply-revoked = Kommunen tek ikkje lenger imot svar på dette brevet. Det du har fylt ut og lasta opp, er teke vare på. Du kan gjere det om til ei vanleg innsending.

## The line that is printed in a letter that may be answered

letter-reply = Svar på dette brevet: { $link }

## Ingenting går tapt

draft-saved = Lagra kl. { $time }
draft-later = Lagre og hald fram seinare
draft-saved-for-later = Det du har skrive, er lagra. Du finn det under «Ikkje sendt enno».
draft-not-saved-offline = Ikkje lagra: Vi får ikkje kontakt med tenesta. Det du har skrive, står framleis her. Vi prøver igjen av oss sjølve.
draft-not-saved-changed = Ikkje lagra: Innsendinga er endra i eit anna vindauge. Trykk «Lagre og hald fram» for å sjå kva som er endra.
draft-not-saved-failed = Ikkje lagra: Noko gjekk gale hos oss. Det du har skrive, står framleis her. Vi prøver igjen av oss sjølve.
draft-changed-heading = Innsendinga er endra i eit anna vindauge
draft-changed-what = Det skjedde etter at du opna denne sida. Det du skreiv her, står i skjemaet, men er ikkje lagra. Trykkjer du «Lagre og hald fram», gjeld det i staden for det andre.
draft-changed-other = Dette er lagra no:
draft-kept = Du var logga ut då du trykte på knappen. Vi tok vare på det du hadde fylt ut. Sjå over det, og trykk «Lagre og hald fram».
err-sender-unfinished = Du har begynt å velje ein annan avsendar. Vel avsendar, og trykk «Lagre og hald fram».
err-message-unfinished = Meldinga er ikkje kontrollert. Opne ho, og trykk «Lagre og hald fram».
error-expired-kept-what = Det skjer etter ei stund, for at ingen andre skal kome til, eller når du har logga ut ein annan stad. Vi har teke vare på det du hadde fylt ut, og berre du får sjå det.
error-expired-kept-remedy = Logg inn igjen, så kjem du til den same sida, med det du hadde fylt ut.
session-rest-heading = Vil du framleis vere logga inn?
session-rest-what = Du har ikkje gjort noko på ei stund. Snart blir du logga ut, for at ingen andre skal kome til.
session-left = Du blir logga ut om { $left }.
session-left-minutes = { $minutes ->
        [one] Du blir logga ut om eitt minutt.
       *[other] Du blir logga ut om { $minutes } minutt.
    }
session-left-seconds = Du blir logga ut om { $seconds } sekund.
session-stay = Hald fram med å vere logga inn
session-end-heading = Du må snart logge inn på nytt
session-end-what = Ei innlogging varer i høgst to timar. Når du har logga inn på nytt, kjem du tilbake hit. Det du har lagra, er teke vare på.
session-log-in-now = Logg inn på nytt no
session-not-now = Ikkje no
session-ended-heading = Du er logga ut
session-ended-what = Sida er gøymd, for at ingen andre skal sjå ho. Det du har lagra, er teke vare på. Logg inn igjen, så kjem du tilbake hit.
session-until = Du blir logga ut kl. { $time } dersom du ikkje lagrar eller opnar ei anna side før det.
submissions-next = Neste steg: { $step }.
submissions-sent-hint = Vel ei innsending for å sjå kvitteringa, og kor langt ho er komen.
submissions-pages-label = Fleire innsendingar
submissions-newer = Nyare innsendingar
submissions-older = Eldre innsendingar
