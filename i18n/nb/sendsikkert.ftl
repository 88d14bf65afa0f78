# Bokmål: the reference language. The other languages have the same keys with the same arguments.
# err-… says what happened, rec-… what to do. The name of a file is shown before the text, so no text repeats it.
#
# The terms, each always the same: innsending; utkast (ikke sendt ennå); kvittering; referanse; saksnummer;
# journalnummer; journalført; postliste; hoveddokument; vedlegg; dokument; fil; avsender; mottaker; virksomhet;
# privatperson; på vegne av; kommune; arkiv; tittel; fortrolig, skjermet; kryptert; laste opp, laste ned; trekke
# tilbake, sende tilbake (arkivet); logge inn, innlogging; fødselsnummer; feil; bekrefte, kontrollere; svare på,
# svar.

## Every page
service-name = Send sikkert
skip-to-main = Hopp til hovedinnholdet
header-nav-label = Min side
header-languages-label = Språk
nav-submissions = Mine innsendinger
nav-log-out = Logg ut
footer-provider = { $municipality } har ansvaret for denne tjenesten.
footer-encryption = Dokumentene blir kryptert med en gang, slik at bare arkivet i kommunen kan åpne dem.
footer-contact-heading = Kontakt { $municipality }
footer-phone = Telefon
footer-email = E-post
footer-address = Adresse
footer-hours = Åpningstid
footer-links-label = Om tjenesten
footer-help = Hjelp
footer-privacy = Personvern
footer-accessibility = Tilgjengelighet
footer-website = Nettsidene til { $municipality }
error-title-prefix = Feil:
error-summary-heading = Noe må rettes
button-continue = Lagre og fortsett
back-to-start = Til forsiden
back-to-submissions = Til innsendingene dine
document-main = Hoveddokument
document-attachment = Vedlegg

## The names of what is filled in or given out
fact-sender = Avsender
fact-sender-person = Privatperson
fact-sender-organisation = Virksomhet, organisasjonsnummer { $number }
fact-recipient = Mottaker
fact-title = Tittel
fact-confidential = Fortrolige opplysninger
fact-confidential-yes = Ja, krysset av
fact-confidential-no = Nei, ikke krysset av
fact-public-title = Forslag til postlisten
fact-case-number = Saksnummer
fact-comment = Kommentar
fact-email = E-post
fact-documents = Dokumenter
fact-reference = Referanse
fact-journal-number = Journalnummer
fact-sent = Sendt
fact-status = Status
fact-from-archive = Beskjed fra arkivet

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
steps-label = Steg i innsendingen
steps-current = Steg { $step } av { $total }
steps-sender = Avsender
steps-message = Melding
steps-files = Filer
steps-review = Kontroller

## Front page
start-title = Send dokumenter til kommunen
start-description = Send brev og dokumenter sikkert til { $municipality }. Logg inn med ID-porten, last opp filene og få kvittering med en gang.
start-heading = Send dokumenter sikkert til { $municipality }
start-intro = Her kan du sende brev og andre dokumenter til kommunen, også når innholdet ikke bør leses av andre. Du logger inn med ID-porten, slik at kommunen vet sikkert hvem avsenderen er.
start-log-in = Logg inn med ID-porten
start-continue = Gå til innsendingene dine
start-use-heading = Når kan du bruke tjenesten?
start-use-document = Du har dokumenter som kommunen skal behandle eller journalføre.
start-use-case = Du vil legge noe til i en sak kommunen allerede har.
start-use-reply = Du skal svare på et brev fra kommunen.
start-use-sensitive = Dokumentene inneholder helseopplysninger eller annet privat som ikke bør sendes med vanlig e-post.
start-not-heading = Når skal du gjøre noe annet?
start-not-form = Har kommunen et eget skjema for det du vil søke om eller melde fra om, for eksempel barnehageplass, skal du bruke skjemaet.
start-not-question = Har du bare et spørsmål som ikke hører til en sak, kan du ringe eller skrive til kommunen på vanlig måte.
start-not-links = Dette finner du andre steder:
start-need-heading = Hva trenger du?
start-need-id = Elektronisk ID for ID-porten, for eksempel BankID.
start-need-files = Dokumentene som filer på telefonen eller datamaskinen. Papirer kan du skanne med telefonen.
start-need-files-help = Slik lager du en PDF
start-need-email = En e-postadresse som kvitteringen kan sendes til.
start-need-case = Saksnummeret, hvis kommunen har skrevet til deg om saken. Det står i brevet.
start-need-organisation = Slik sender du for en virksomhet
start-need-pause = Du kan ta en pause og fortsette senere. Det du har lagret, blir slettet når det er gått { $days ->
        [one] én dag
       *[other] { $days } dager
    } siden du sist endret det.
start-public-heading = Post til kommunen er som regel offentlig
start-public-rule = Kommunen fører opp det den mottar, i en postliste som alle kan lese på nett. Da vises tittelen, og andre kan be om å få se dokumentene. Det gjør for eksempel aviser.
start-public-exempt = Opplysninger som er underlagt taushetsplikt, blir ikke vist. Det samme gjelder annet som loven lar kommunen holde tilbake. Kommunen vurderer dette før noe blir lagt ut.
start-public-title = Skriv derfor ikke navn, fødselsnummer eller noe annet privat i tittelen. Inneholder innsendingen noe fortrolig, kan du krysse av for det.
start-files-heading = Hvilke filer kan du sende?
start-files-text = Tekst: { $kinds }
start-files-image = Bilder: { $kinds }
start-files-map = Kart: { $kinds }
start-files-media = Lyd og film: { $kinds }
start-files-size = En fil kan være på inntil { $max } MB. Større filer må pakkes i en zip-fil, og den kan være på inntil { $zip } MB.
start-files-help = Hjelp til PDF, bilder, zip og store filer
start-after-heading = Hva skjer når du har sendt?
start-after-receipt = Du får en kvittering med referanse på skjermen og på e-post.
start-after-sealed = Dokumentene er kryptert, slik at bare arkivet i kommunen kan åpne dem.
start-after-journal = Innsendingen får et journalnummer og blir lagt inn i kommunens arkiv.
start-after-progress = Du ser hvor langt innsendingen er kommet når du logger inn. Så lenge arkivet ikke har hentet den, kan du trekke den tilbake.
start-after-case = Saken går videre til den i kommunen som skal behandle den. Svaret får du på vanlig måte, ikke her.
start-ready-heading = Er du klar til å sende?
start-help = Les mer i hjelpen

## Help
help-heading = Hjelp
help-description = Slik logger du inn, lager PDF, pakker filer i zip, sender for en virksomhet og tar vare på kvitteringen.
help-intro = Alt på denne siden kan du lese uten å logge inn.
help-contents = Innhold
help-login-heading = Logge inn
help-login-high = Du logger inn med ID-porten. Bruk BankID, Buypass eller Commfides. MinID er ikke sikker nok her.
help-login-substantial = Du logger inn med ID-porten. Bruk BankID, MinID, Buypass eller Commfides.
help-login-again = Før du sender, kan ID-porten be deg bekrefte en gang til hvem du er.
help-login-number = Du må ha norsk fødselsnummer eller D-nummer.
help-login-cannot = Kan du ikke logge inn? Ta kontakt med kommunen, eller send dokumentene på papir.
help-organisation-heading = Sende for en virksomhet
help-organisation-typed = Velg «{ sender-organisation }» i første steg, og skriv organisasjonsnummeret. Vi slår det opp i Enhetsregisteret.
help-organisation-declared = Kommunen kan be deg vise at du kan handle på vegne av virksomheten.
help-organisation-listed = Velg virksomheten i første steg. Listen viser dem du kan handle på vegne av i Altinn.
help-organisation-missing = Står den ikke i listen? Da må virksomheten gi deg tilgangen «Mine sider hos kommunen» i Altinn.
help-organisation-elsewhere = Velg «{ sender-organisation }» i første steg. Du blir sendt til Ansattporten, og velger virksomheten der.
help-organisation-yours = Bare du som sender, ser innsendingen her. Last ned kvitteringen hvis andre i virksomheten trenger den.
help-pdf-heading = Lage en PDF
help-pdf-why = En PDF ser lik ut på alle maskiner og kan tas vare på lenge. Samle gjerne sider som hører sammen, i én PDF.
help-pdf-word = Fra Word og andre skriveprogrammer
help-pdf-word-do = Velg «Fil» og så «Lagre som» eller «Eksporter». Velg PDF som filtype.
help-pdf-print = Fra nettleseren, e-posten og andre programmer
help-pdf-print-do = Velg å skrive ut. Velg «Lagre som PDF» eller «Microsoft Print to PDF» i stedet for skriveren.
help-pdf-iphone = Papir med iPhone eller iPad
help-pdf-iphone-do = Åpne appen Filer. Trykk på de tre prikkene, og velg «Skann dokumenter». Ta bilde av hver side, og lagre.
help-pdf-android = Papir med Android
help-pdf-android-do = Åpne appen Google Disk. Trykk på plusstegnet eller kameraet, og velg å skanne. Ta bilde av hver side, og lagre.
help-pdf-scanner = Papir med skanner eller kopimaskin
help-pdf-scanner-do = Velg PDF som filtype før du skanner.
help-photo-heading = Sende bilder
help-photo-kinds = Du kan sende bilder av disse typene: { $kinds }.
help-photo-light = Er det bilde av et papir, så legg papiret flatt i godt lys. Se etter at alt kan leses. Best er det å skanne papiret til en PDF.
help-photo-heic = Mange telefoner lagrer bilder som HEIC. Slike bilder kan kommunen ikke ta imot. Gjør dem om til JPEG:
help-photo-iphone = Bilder på iPhone
help-photo-iphone-do = Velg bildet, trykk på deleknappen og på «Valg». Velg «Mest kompatibelt», og arkiver bildet i Filer.
help-photo-iphone-new = Nye bilder på iPhone
help-photo-iphone-new-do = Velg «Innstillinger», «Kamera», «Formater» og «Mest kompatibel» før du tar bildet.
help-photo-android = Nye bilder på Android
help-photo-android-do = Slå av HEIF eller «høyeffektive bilder» i innstillingene til kameraet.
help-photo-windows = Windows
help-photo-windows-do = Åpne bildet i Paint. Velg «Fil», «Lagre som» og JPEG.
help-photo-mac = Mac
help-photo-mac-do = Åpne bildet i Forhåndsvisning. Velg «Fil», «Eksporter» og JPEG.
help-size-heading = Filer som er for store
help-size-file = En fil kan være på inntil { $max } MB, og en zip-fil på inntil { $zip } MB.
help-size-file-only = En fil kan være på inntil { $max } MB.
help-size-submission = En innsending kan være på inntil { $sum } MB til sammen og ha inntil { $documents ->
        [one] ett dokument
       *[other] { $documents } dokumenter
    }.
help-size-zip = Pakk filen i en zip-fil.
help-size-smaller = Lagre filen på nytt med mindre størrelse eller lavere oppløsning. Skann i svart-hvitt hvis fargene ikke betyr noe.
help-size-split = Del innholdet i flere filer.
help-size-again = Send resten i en ny innsending, og skriv samme saksnummer eller tittel.
help-zip-heading = Lage en zip-fil
help-zip-what = En zip-fil er en pakke med filer. Den kan ikke ha passord eller andre pakkede filer i seg. Alle filene i den må være av en type vi tar imot. RAR og 7z går ikke.
help-zip-windows = Windows
help-zip-windows-do = Merk filene, og høyreklikk. Velg «Komprimer til» og «ZIP-fil». I eldre Windows heter det «Send til» og «Komprimert mappe».
help-zip-mac = Mac
help-zip-mac-do = Merk filene. Hold Ctrl nede mens du klikker på dem, og velg «Komprimer».
help-zip-iphone = iPhone og iPad
help-zip-iphone-do = Åpne appen Filer, og merk filene. Trykk på de tre prikkene, og velg «Komprimer».
help-zip-android = Android
help-zip-android-do = Åpne appen for filer. Hold fingeren på filene, trykk på de tre prikkene, og velg «Komprimer».
help-password-heading = Filer med passord
help-password-why = Kommunen kan ikke åpne filer med passord. Alt du sender her, blir kryptert likevel.
help-password-pdf = PDF
help-password-pdf-do = Åpne filen med passordet. Velg å skrive ut, og lagre den som en ny PDF.
help-password-zip = Zip
help-password-zip-do = Lag zip-filen på nytt uten passord.
help-refused-heading = Når en fil ikke blir tatt imot
help-refused-others = De andre filene du valgte samtidig, er tatt imot. Ved filen står det hva som er galt. Dette er det vanligste:
help-refused-kind = Filen er av feil type
help-refused-kind-do = Du kan sende disse typene: { $kinds }. Lagre filen som en av dem, helst PDF.
help-refused-name = Filnavnet passer ikke til innholdet
help-refused-name-do = Lagre filen på nytt fra programmet den er laget i. Det hjelper ikke å bare endre navnet.
help-refused-damaged = Filen er skadet eller tom
help-refused-damaged-do = Prøv å åpne den selv. Går det, lagrer du den på nytt. Går det ikke, må du be om å få filen på nytt.
help-refused-malware = Filen har skadelig programvare i seg
help-refused-malware-do = Ikke åpne den. Sjekk telefonen eller datamaskinen med et antivirusprogram, og send en fil som er ren.
help-refused-later = Filen kunne ikke sjekkes, eller kom ikke fram
help-refused-later-do = Vent litt, og prøv igjen. Det du har lagret, er ikke borte.
help-refused-else = Får du det ikke til, kan kommunen hjelpe deg.
help-saved-heading = Ta en pause og fortsette senere
help-saved-drafts = Det du har lagret, ligger under «{ nav-submissions }» når du logger inn igjen. Det blir slettet når det er gått { $days ->
        [one] én dag
       *[other] { $days } dager
    } siden du sist endret det.
help-saved-session = Du blir logget ut når du ikke har brukt siden på { $minutes } minutter, og alltid etter { $hours } timer. Det er ID-portens regel. Logg inn igjen, så kan du fortsette.
help-reply-heading = Svare på et brev fra kommunen
help-reply-link = Har brevet en lenke eller en QR-kode hit, bruker du den. Da blir avsender, tittel og saksnummer fylt ut for deg.
help-reply-who = Bare den brevet er til, kan bruke lenken. Er brevet til en virksomhet, må du vise at du kan handle på vegne av den.
help-reply-without = Har brevet ingen lenke, starter du en ny innsending og skriver saksnummeret som står i brevet.
help-receipt-heading = Kvitteringen
help-receipt-what = Når kommunen har mottatt innsendingen, ser du en kvittering med referanse. Du får den også på e-post, men e-posten sier ikke noe om innholdet.
help-receipt-missing = Kommer det ingen e-post? Se i mappen for søppelpost. Kvitteringen ligger uansett under «{ nav-submissions }».
help-receipt-file = Last ned kvitteringen som PDF, og ta vare på filen slik den er. Den er signert, og viser hva kommunen mottok og når.
help-receipt-check = Alle som har filen, kan kontrollere om den er ekte:
help-receipt-progress = Under «{ nav-submissions }» ser du hvor langt innsendingen er kommet, og om arkivet har sendt den tilbake.
help-withdraw-heading = Trekke tilbake noe du har sendt
help-withdraw-how = Åpne kvitteringen, og velg «{ receipt-withdraw }». Det går så lenge arkivet ikke har hentet innsendingen.
help-withdraw-late = Har arkivet hentet den, må du ta kontakt med kommunen og oppgi referansen.
help-contact-heading = Ta kontakt med kommunen
help-contact-what = Kommer du ikke videre, kan kommunen hjelpe deg. Oppgi referansen, eller koden som står på feilsiden. Send aldri fødselsnummer eller noe annet privat i vanlig e-post.

## Privacy
privacy-heading = Personvern
privacy-description = Hvilke opplysninger { $municipality } samler inn når du sender dokumenter her, hvorfor, hvem som kan lese dem, og når de blir slettet.
privacy-intro = { $municipality } er behandlingsansvarlig for opplysningene i denne tjenesten. Dette gjelder bare tjenesten, og ikke det som skjer etterpå i kommunens arkiv og saksbehandling.
privacy-what-heading = Hva vi samler inn
privacy-what-login = Fra ID-porten: fødselsnummeret eller D-nummeret ditt, når og hvordan du logget inn, og språket du har valgt der.
privacy-what-written = Det du fyller ut: hvem du sender for, tittel, saksnummer, kommentar, e-postadresse og om innholdet er fortrolig.
privacy-what-documents = Dokumentene du laster opp, med filnavn og størrelse.
privacy-what-enhetsregisteret = Fra Enhetsregisteret: navnet på virksomheten, hvis du sender for en.
privacy-what-altinn = Fra Altinn: hvilke virksomheter du kan handle på vegne av.
privacy-what-ansattporten = Fra Ansattporten: virksomheten du velger der, og retten din til å handle på vegne av den.
privacy-what-contact = Fra Kontakt- og reservasjonsregisteret: e-postadressen og språket ditt, som forslag du kan endre.
privacy-what-letter = Fra arkivet: hvem et brev med svarlenke er til.
privacy-what-trail = En sporingslogg over når du logger inn og ut, handler på vegne av noen, sender, trekker tilbake eller laster opp skadelig programvare. I den står også IP-adressen du logget inn fra.
privacy-what-log = Den tekniske loggen i tjenesten sier ikke hvem du er, og har ikke IP-adressen din.
privacy-what-not = Vi måler ikke hvordan du bruker sidene, og de henter ingenting fra andre nettsteder.
privacy-why-heading = Hvorfor vi gjør det
privacy-why-purpose = Vi trenger opplysningene for å vite hvem som sender, ta imot dokumentene, gi deg kvittering og levere alt til kommunens arkiv. Sporingsloggen skal vise om noen har misbrukt tjenesten.
privacy-why-law = Kommunen gjør dette som offentlig myndighet, og fordi den har plikt til å føre journal og arkiv. Reglene står særlig i personvernforordningen artikkel 6 nr. 1 bokstav c og e og artikkel 9 nr. 2 bokstav g. De står også i forvaltningsloven, offentleglova og arkivlova.
privacy-why-choice = Du velger selv om du vil bruke tjenesten. Du kan også sende dokumentene på papir.
privacy-who-heading = Hvem som kan lese det
privacy-who-documents = Dokumentene blir kryptert mens de kommer inn. Bare kommunens arkiv har nøkkelen. De som driver tjenesten, kan ikke åpne dem.
privacy-who-fields = Det du fyller ut, lagrer vi også kryptert. Tjenesten bruker det til å vise deg innsendingen, sende deg e-post og levere til arkivet.
privacy-who-scan = Filene blir sjekket for skadelig programvare mens de kommer inn. Ingen ser på innholdet.
privacy-who-mail = E-posten du får, har referanse, journalnummer og tidspunkt, men ikke tittel, navn eller innhold.
privacy-who-public = Kommunen fører innsendingen opp i journalen sin, og andre kan be om innsyn:
privacy-who-public-link = Les om post til kommunen og offentlighet
privacy-kept-heading = Hvor lenge det blir lagret
privacy-kept-draft = Det du ikke sender
privacy-kept-draft-time = { $days ->
        [one] Én dag
       *[other] { $days } dager
    } etter at du sist endret det
privacy-kept-waiting = Dokumenter som venter på arkivet
privacy-kept-waiting-time = Til arkivet har svart
privacy-kept-withdrawn = Dokumenter du trekker tilbake
privacy-kept-withdrawn-time = De slettes med en gang
privacy-kept-files = Krypterte dokumenter som arkivet har svart på
privacy-kept-files-time = { $days ->
        [one] Én dag
       *[other] { $days } dager
    } etter svaret
privacy-kept-receipt = Det du fylte ut, kvitteringen og status
privacy-kept-receipt-time = { $days ->
        [one] Én dag
       *[other] { $days } dager
    } etter at arkivet har svart eller du har trukket innsendingen tilbake
privacy-kept-letter = Hvem et brev med svarlenke er til
privacy-kept-letter-time = { $days ->
        [one] Én dag
       *[other] { $days } dager
    } etter at lenken har sluttet å virke
privacy-kept-trail = Sporingsloggen
privacy-kept-trail-time = { $days ->
        [one] Én dag
       *[other] { $days } dager
    }
privacy-kept-session = Innloggingen
privacy-kept-session-time = { $minutes } minutter uten bruk, og høyst { $hours } timer
privacy-kept-entry = Journalnummer, referanse, tidspunkter, antall dokumenter og størrelse
privacy-kept-entry-time = Alltid. De sier ikke hvem du er
privacy-kept-archive = I arkivet gjelder kommunens egne regler og arkivlova.
privacy-kept-backup = Det som er slettet, kan ligge kryptert i sikkerhetskopier til de blir skrevet over.
privacy-cookies-heading = Informasjonskapsler
privacy-cookies-why = Vi bruker bare informasjonskapsler som tjenesten ikke virker uten. Derfor ber vi ikke om samtykke (ekomloven § 3-15). Dette er alt vi lagrer i nettleseren:
privacy-cookie-session = Holder deg logget inn. Slettes når du logger ut eller lukker nettleseren. Virker i høyst { $hours } timer.
privacy-cookie-login = Husker en innlogging som er begynt. Resten av navnet er tilfeldig. Slettes når du er logget inn, og senest etter { $minutes } minutter.
privacy-cookie-starts = Stanser innlogginger som går i ring. Slettes etter noen sekunder.
privacy-cookie-ansattporten = Husker at du har vært hos Ansattporten, så du kan bli logget ut der også. Slettes når du logger ut eller lukker nettleseren.
privacy-cookie-lang = Husker språket du har valgt. Slettes etter ett år.
privacy-cookie-warning = Husker i denne fanen at du er varslet om at innloggingen går ut. Ingen informasjonskapsel, og blir aldri sendt til oss. Slettes når du lukker fanen.
privacy-cookies-others = ID-porten har sine egne informasjonskapsler på sine sider.
privacy-rights-heading = Rettighetene dine
privacy-rights-what = Du kan be kommunen om innsyn i opplysningene om deg, og om å få dem rettet, slettet eller begrenset. Du kan også protestere mot at vi bruker dem.
privacy-rights-self = Utkast kan du slette selv. Det du har sendt, kan du trekke tilbake så lenge arkivet ikke har hentet det.
privacy-rights-archive = Det arkivet har mottatt, må kommunen som regel ta vare på.
privacy-officer-heading = Personvernombudet
privacy-officer-what = Personvernombudet svarer på spørsmål om personvern i kommunen.
privacy-complaint-heading = Klage
privacy-complaint = Mener du at kommunen bruker opplysningene dine feil, kan du klage til tilsynsmyndigheten:
privacy-complaint-link = Klag til Datatilsynet

## Accessibility
accessibility-heading = Tilgjengelighet
accessibility-description = Hva { $municipality } har gjort for at alle skal kunne sende dokumenter, hva som ikke er godt nok, og hvordan du melder fra.
accessibility-intro = { $municipality } vil at alle skal kunne bruke denne tjenesten. Den er laget etter WCAG 2.2, nivå AA.
accessibility-done-heading = Dette er gjort
accessibility-done-keyboard = Alt er laget for å kunne brukes med tastatur, skjermleser og talestyring.
accessibility-done-zoom = Sidene kan forstørres til 400 prosent, og passer på små skjermer.
accessibility-done-colours = Sidene følger valget ditt av lyst, mørkt eller egne farger.
accessibility-done-script = Alt virker uten JavaScript.
accessibility-done-errors = Er noe feil, står det hva som er galt, og hva du kan gjøre.
accessibility-done-time = Det du har lagret, er ikke borte når innloggingen går ut.
accessibility-done-words = Du kan velge bokmål, nynorsk, engelsk eller nordsamisk.
accessibility-done-tested = Sidene blir prøvd automatisk i alle språkene, på små og store skjermer.
accessibility-known-heading = Dette er ikke godt nok
accessibility-known-people = Ingen som bruker hjelpemidler til daglig, har prøvd tjenesten ennå.
accessibility-known-sami = De nordsamiske tekstene er ikke lest av noen som har nordsamisk som morsmål.
accessibility-known-time = Innloggingen varer i høyst { $hours } timer, og tiden kan ikke forlenges. Det er ID-portens regel.
accessibility-known-direction = Skrift som går fra høyre til venstre, kan bli lest i feil rekkefølge i PDF-ene vi lager.
accessibility-known-others = Vi svarer ikke for sidene til ID-porten og andre som vi sender deg til.
accessibility-tell-heading = Meld fra
accessibility-tell-what = Fortell kommunen hva du ville gjøre, og hva som stoppet deg. Kommunen kan også hjelpe deg å sende på en annen måte.
accessibility-tell-authority = Hjelper ikke det, kan du melde fra til tilsynet:
accessibility-tell-authority-link = Tilsynet for universell utforming av ikt
accessibility-tell-statements = Tilgjengelighetserklæringer fra det offentlige finner du her:
accessibility-tell-statements-link = uustatus.no

## My submissions
submissions-heading = Mine innsendinger
submissions-new = Start ny innsending
submissions-drafts-heading = Ikke sendt ennå
submissions-drafts-hint = Velg en innsending for å fortsette på den. Det du ikke sender, blir slettet når det er gått { $days ->
        [one] én dag
       *[other] { $days } dager
    } siden du sist endret det.
submissions-draft-facts = Sist endret { $updated }. { $count ->
        [0] Ingen dokumenter.
        [one] Ett dokument.
       *[other] { $count } dokumenter.
    }
submissions-untitled = Uten tittel
submissions-delete = Slett
submissions-sent-heading = Sendt
submissions-sent-none = Du har ikke sendt noe ennå.

## Step 1: sender
sender-heading = Hvem sender du på vegne av?
sender-intro = Kommunen vet hvem du er, fordi du har logget inn. Du trenger ikke oppgi fødselsnummeret ditt.
sender-legend = Avsender
sender-person = Meg selv, som privatperson
sender-organisation = En virksomhet
sender-organisation-hint = For eksempel et firma, en forening eller et lag.
sender-organisation-number = Organisasjonsnummer
sender-organisation-number-hint = Fyll ut bare hvis du sender for en virksomhet. Nummeret har 9 sifre.

## Step 2: message
message-heading = Hva gjelder innsendingen?
message-intro = Alt må fylles ut, unntatt det som er merket som valgfritt.
message-title = Tittel
message-title-hint = Si kort hva innsendingen handler om, for eksempel «Svar på brev om byggesak».
message-title-warning = Tittelen kan bli synlig for alle i kommunens postliste. Ikke skriv navn, fødselsnummer eller noe annet privat i den.
message-case-number = Saksnummer (valgfritt)
message-case-number-hint = Står i brev fra kommunen, for eksempel 2023/587.
message-comment = Kommentar (valgfritt)
message-comment-hint = Kommentaren følger med innsendingen og blir lagret kryptert.
message-confidential-legend = Fortrolige opplysninger (valgfritt)
message-confidential = Innsendingen inneholder fortrolige eller sensitive opplysninger
message-confidential-hint = For eksempel om helse, barnevern eller privatøkonomi. Krysser du av, foreslår vi å skjerme tittelen, avsenderen og dokumentene for andre til en arkivar har vurdert innsendingen. Kommunen selv ser fortsatt alt.
message-email = E-postadresse
message-email-hint = Hit sender vi kvitteringen. Den sier ikke noe om innholdet.

## Step 3: files
files-heading = Legg ved filene
files-list-heading = Filer i innsendingen
files-none = Du har ikke lastet opp noen filer ennå.
files-remove = Fjern
files-add-heading = Last opp filer
files-choose = Velg filer
files-hint-order = Du kan velge flere på en gang. Den første filen blir hoveddokument, og de andre blir vedlegg.
files-hint-types = Du kan sende { $kinds }.
files-prefer-pdf = Velg PDF når du kan.
files-hint-size = En fil kan være på inntil { $max } MB, og en zip-fil på inntil { $zip } MB.
files-refused = { $count ->
        [one] Denne filen ble ikke tatt imot:
       *[other] Disse filene ble ikke tatt imot:
    }
files-upload = Last opp
files-continue = Fortsett til kontroll

## The files page: order, help and what a script says
files-order-hint = Den øverste filen er hoveddokumentet. Flytt den viktigste filen øverst.
files-order-drag = Du kan også dra filene.
files-move-up = Flytt opp
files-move-down = Flytt ned
files-remove-heading = Fjerne filen?
files-remove-what = Filen blir slettet her. Har du den fortsatt selv, kan du laste den opp på nytt.
files-remove-confirm = Fjern filen
files-remove-cancel = Behold filen
files-photo = Ta bilde
files-drop = Dra filer hit, eller velg dem.
files-help = Hjelp med filer
files-help-pdf = Slik lager du en PDF
files-help-zip = Slik lager du en zip-fil
files-help-photo = Slik sender du bilder
files-help-password = Slik fjerner du passordet
files-help-size = Slik sender du store filer
files-help-new-tab = (åpnes i ny fane)
files-uploads-label = Filer som lastes opp
files-cancel = Avbryt
files-retry = Prøv igjen
files-dismiss = Ta bort fra listen
files-script-waiting = Venter på tur
files-script-sending = Sender: { $percent } %
files-script-seconds = omtrent { $seconds } sekunder igjen
files-script-minute = omtrent ett minutt igjen
files-script-minutes = omtrent { $minutes } minutter igjen
files-script-checking = Filen er kommet fram og blir kontrollert.
files-script-broken = Forbindelsen ble brutt, og filen er ikke sendt ennå. Vi prøver igjen av oss selv.
files-script-offline = Du er ikke på nett. Filen blir sendt når du er på nett igjen.
files-script-not-changed = Endringen er ikke lagret.
files-script-online = Du er på nett igjen. Filene blir sendt.
files-script-begun = { $name } blir sendt.
files-script-begun-many = { $count } filer blir sendt.
files-script-percent = { $percent } % er sendt.
files-script-added = { $name } er lagt til.
files-script-added-many = { $count } filer er lagt til.
files-script-cancelled = { $name } er avbrutt.
files-script-removed = { $name } er fjernet.
files-script-moved = { $name } er nå nummer { $place } av { $total }.
files-script-logged-out = Du er logget ut, og filen er ikke sendt.
files-lost-one = Én fil er ikke sendt. Logger du inn her, må du velge den på nytt.
files-lost-many = { $count } filer er ikke sendt. Logger du inn her, må du velge dem på nytt.
files-leave-heading = Gå videre nå?
files-leave-one = Én fil er ikke ferdig sendt.
files-leave-many = { $count } filer er ikke ferdig sendt.
files-leave-refused-one = Én fil ble ikke tatt imot.
files-leave-refused-many = { $count } filer ble ikke tatt imot.
files-leave-what = Det som ikke ligger i innsendingen, blir ikke med.
files-leave-wait = Vent til alt er sendt
files-leave-stay = Bli på siden
files-leave-go = Gå videre uten
err-file-type = Kommunen kan ikke ta imot filer med denne endelsen i navnet.
err-file-folder = Dette er en mappe, ikke en fil.
rec-file-folder = Velg filene i mappen, eller pakk mappen i en zip-fil.
err-file-not-sent = Filen kunne ikke lastes opp.
rec-file-not-sent = Kontroller at du er på nett, og prøv igjen.

## Step 4: review
review-heading = Kontroller før du sender
review-intro = Se over at alt stemmer. Etterpå kan innsendingen ikke endres.
review-change = Endre
review-not-given = Ikke fylt ut
review-no-documents = Ingen filer lagt ved
public-title-screened = skjermet
public-title-confidential = Vi foreslår å skjerme både tittelen og avsenderen.
public-title-names = Stjernene står for det som kan være navn eller numre.
review-before-send = Når du sender, blir innsendingen lagt inn i kommunens arkiv. Kommunen avgjør hva som blir synlig i postlisten, som alle kan lese.
review-send = Send til { $municipality }
review-not-reached = Innsendingen er ikke sendt, for vi får ikke kontakt med tjenesten. Alt er lagret. Kontroller at du er på nett, og trykk på knappen igjen.

## Receipt
receipt-title = Kvittering { $reference }
receipt-heading = Innsendingen er sendt
receipt-reference-lead = Referansen din er
receipt-promise = { $municipality } har tatt imot innsendingen. Den er trygt lagret og kryptert.
receipt-details-heading = Kvittering
receipt-next-heading = Hva skjer nå?
receipt-next-archive = Arkivet henter dokumentene og legger dem i riktig sak.
receipt-next-email = Du får en e-post med referansen og journalnummeret.
receipt-next-contact = Oppgi referansen hvis du tar kontakt med kommunen om innsendingen.
receipt-archived-heading = Arkivet har mottatt innsendingen
receipt-archived-said = Arkivet i { $municipality } har bekreftet at det har mottatt alle dokumentene.
receipt-journalled-heading = Innsendingen er journalført
receipt-journalled-said = { $municipality } har hentet innsendingen og registrert den (journalført) i arkivet sitt.
receipt-returned-heading = Innsendingen er sendt tilbake til deg
receipt-returned-said = { $municipality } tok imot innsendingen, men har sendt den tilbake og gjør ikke noe mer med den.
receipt-withdrawn-heading = Innsendingen er trukket tilbake
receipt-withdrawn-said = Du har trukket tilbake innsendingen. Arkivet i { $municipality } hadde ikke hentet den, og dokumentene slettes for godt. Journalnummeret blir stående i kommunens journal.
receipt-undelivered = Vi fikk ikke sendt e-post til adressen som står på kvitteringen. Kontroller om den er riktig skrevet. Kvitteringen din er her.
receipt-progress-heading = Hvor er innsendingen nå?
receipt-next-outcome = Du får en ny e-post når arkivet har bekreftet at det har mottatt alt, eller sendt innsendingen tilbake.
receipt-withdraw-hint = Har du sendt noe feil? Du kan trekke innsendingen tilbake så lenge arkivet ikke har hentet den.
receipt-withdraw = Trekk tilbake innsendingen
receipt-print = Vil du ha siden på papir? Bruk utskrift i nettleseren. Du finner den også igjen blant innsendingene dine.

## Withdrawing
withdraw-heading = Trekke tilbake innsendingen?
withdraw-what = Hvis du trekker innsendingen tilbake:
withdraw-documents = Dokumentene slettes for godt. Kommunen får ikke lese dem, og du kan ikke hente dem tilbake.
withdraw-entry = Innsendingen blir stående i kommunens journal med nummer { $number }, som trukket tilbake.
withdraw-until = Det går bare så lenge arkivet ikke har hentet innsendingen.
withdraw-confirm = Trekk tilbake innsendingen
withdraw-cancel = Behold innsendingen

## On the way to a log-in elsewhere
onward-heading = Du må logge inn en gang til
onward-what = Du blir sendt videre av deg selv. Det du har fylt ut, er lagret.
onward-continue = Gå videre til innloggingen

## Still being finished
sending-heading = Innsendingen er tatt imot og gjøres ferdig
sending-what = Det tar som regel bare noen sekunder. Kvitteringen kommer her når alt er klart.
sending-safe = Du kan trygt lukke siden. Innsendingen blir ferdig uansett, og kvitteringen ligger blant innsendingene dine.
sending-receipt = Se etter kvitteringen nå

## The signed receipt, and the page where it is checked
receipt-download = Last ned kvitteringen (PDF)
receipt-download-why = Ta vare på filen. Den er signert, så du kan vise hva kommunen mottok, også om flere år.
receipt-kept-until = Denne siden blir slettet { $day }.
receipt-kept-days = Denne siden blir slettet { $days ->
        [one] én dag
       *[other] { $days } dager
    } etter at arkivet er ferdig med innsendingen eller den er trukket tilbake.
proof-received = { $municipality } har mottatt dokumentene nedenfor.
proof-organisation = { $name }, organisasjonsnummer { $number }
proof-declared = { $organisation } (oppgitt av avsenderen selv, ikke kontrollert)
proof-received-at = Mottatt
proof-comment = { $name } (kommentaren fra avsenderen)
proof-check-heading = Slik kontrolleres kvitteringen
proof-check-what = Kvitteringen er signert av kommunens portal. Den viser at kommunen mottok disse dokumentene på dette tidspunktet. Den viser ikke at noen har lest, godtatt eller tatt stilling til dem. Den viser heller ikke om innsendingen siden er trukket tilbake eller sendt tilbake.
proof-check-file = Ta vare på PDF-filen slik den er, sammen med dokumentene du sendte. Signaturen ligger i filen. En utskrift, eller en fil som er lagret på nytt av et annet program, kan ikke kontrolleres.
proof-check-how = Hvem som helst som har filen, kan kontrollere den, og om et dokument er det samme som ble mottatt:
proof-check-page = Nettside
proof-check-command = Kommandolinje
proof-check-keys = Offentlige nøkler
proof-check-key = Signert med nøkkel
proof-attachment = Signaturen, for programmer
verify-link = Kontroller en kvittering
verify-heading = Kontroller en kvittering
verify-intro = Her kan du kontrollere om en kvittering er gitt av { $municipality }, og om dokumenter er de samme som kommunen mottok.
verify-privacy = Du trenger ikke å logge inn. Filene blir kontrollert og så kastet. Ingenting blir lagret.
verify-receipt = Kvitteringen (PDF)
verify-receipt-hint = PDF-filen slik den ble lastet ned herfra, inntil { $max } MB.
verify-documents = Dokumenter (valgfritt)
verify-documents-hint = Dine egne kopier av dokumentene som ble sendt, inntil { $max } MB til sammen.
verify-submit = Kontroller
err-verify-none-chosen = Velg kvitteringen som skal kontrolleres.
err-verify-not-a-receipt = Filen er ikke en kvittering fra denne tjenesten. Velg PDF-filen slik den ble lastet ned herfra. En utskrift, eller en fil som er lagret på nytt, kan ikke kontrolleres.
err-verify-too-large = Kvitteringen er større enn { $max } MB. Så store kvitteringer gir ikke denne tjenesten. Velg en annen fil.
verify-genuine-heading = Kvitteringen er ekte
verify-mismatch-heading = Kvitteringen er ekte, men ikke alle dokumentene stemmer
verify-genuine-what = Den er gitt av { $municipality }, og ingenting i den er endret.
verify-genuine-limits = Kvitteringen viser at kommunen har mottatt dokumentene. Den viser ikke at noen har lest, godtatt eller tatt stilling til dem. Den viser heller ikke om innsendingen siden er trukket tilbake eller sendt tilbake.
verify-compared-heading = Dokumentene du kontrollerte
verify-compared-same = Er det samme som kommunen mottok: dokument { $number }, { $name }.
verify-compared-none = Er ikke blant dokumentene i kvitteringen. Filen kan være endret etter at den ble sendt, eller være en annen fil.
verify-compared-no-files = Du valgte ingen dokumenter. Da er bare kvitteringen kontrollert.
verify-received-heading = Dette mottok kommunen
verify-not-genuine-heading = Kvitteringen er ikke ekte
verify-altered-what = Filen er ikke slik den ble signert. Den er endret eller skadet, eller lagret på nytt av et annet program.
verify-unknown-key-what = Signaturen i filen er ikke kommunens.
verify-other-issuer-what = Filen er signert, men er gitt av en annen tjeneste: { $issuer }.
verify-not-genuine-remedy = Kontroller filen slik den ble lastet ned fra tjenesten. Har noen gitt deg filen, så spør dem om den, eller ta kontakt med kommunen. Den som sendte inn, kan laste ned kvitteringen på nytt så lenge den står blant innsendingene.
verify-again = Kontroller en annen kvittering
error-verify-busy-heading = Mange kontrollerer kvitteringer akkurat nå
error-verify-busy-what = Vi kontrollerer bare noen få kvitteringer om gangen.
error-verify-busy-remedy = Vent et minutt, og prøv igjen.

## Logged out
logged-out-heading = Du er logget ut
logged-out-what = Det du har lagret uten å sende, ligger klart til neste gang du logger inn.
logged-out-shared = Bruker du en maskin sammen med andre, bør du lukke nettleseren også.

## E-mail
mail-receipt-subject = Kvittering for innsending { $reference }
mail-greeting = Hei!
mail-receipt-received = { $municipality } har tatt imot innsendingen din, med { $count ->
        [one] ett dokument
       *[other] { $count } dokumenter
    }.
mail-receipt-see = Logg inn for å se hele kvitteringen:
mail-receipt-contents = Av hensyn til personvernet står det ikke her hva du har sendt. Ta vare på referansen, og oppgi den hvis du tar kontakt med kommunen.
mail-not-you = Er det ikke du som har sendt noe, kan noen ha skrevet feil e-postadresse. Da kan du se bort fra denne e-posten. Du kan ikke svare på den.
mail-outcome-archived-subject = Arkivet har mottatt innsending { $reference }
mail-outcome-journalled-subject = Innsending { $reference } er journalført
mail-outcome-journalled-said = Arkivet i { $municipality } har registrert (journalført) innsendingen din.
mail-outcome-returned-subject = Innsending { $reference } er sendt tilbake
mail-outcome-returned-said = Arkivet i { $municipality } har sendt innsendingen din tilbake. Kommunen gjør ikke noe mer med den.
mail-outcome-returned-see = Logg inn for å se hvorfor, og hva du kan gjøre:
mail-outcome-withdrawn-subject = Innsending { $reference } er trukket tilbake
mail-outcome-withdrawn-said = Du har trukket tilbake innsendingen din til { $municipality }. Arkivet hadde ikke hentet den, og dokumentene slettes.
mail-outcome-withdrawn-entry = Journalnummeret blir stående i kommunens journal, som trukket tilbake.
mail-outcome-withdrawn-not-you = Er det ikke du som har trukket den tilbake, må du ta kontakt med kommunen og oppgi referansen. Du kan ikke svare på denne e-posten.
mail-outcome-see = Logg inn for å se kvitteringen:
mail-outcome-contents = Av hensyn til personvernet står det ikke her hva innsendingen gjelder. Oppgi referansen hvis du tar kontakt med kommunen.
mail-draft-subject = Du har en innsending til { $municipality } som ikke er sendt
mail-draft-begun = Du har begynt på en innsending til { $municipality }, men ikke sendt den.
mail-draft-deleted = Den slettes { $day } hvis du ikke fortsetter på den før det.
mail-draft-changed = Sist endret
mail-draft-deleted-on = Slettes
mail-draft-see = Logg inn for å fortsette:
mail-draft-nothing = Vil du ikke sende den, trenger du ikke å gjøre noe.
mail-draft-not-you = Er det ikke du som har begynt på noe, kan noen ha skrevet feil e-postadresse. Da kan du se bort fra denne e-posten. Du kan ikke svare på den.
mail-alarm-subject = { $count ->
        [one] Én innsending
       *[other] { $count } innsendinger
    } venter på arkivet
mail-alarm-waits = Til arkivet i { $municipality }: { $count ->
        [one] Én innsending
       *[other] { $count } innsendinger
    } har ventet i mer enn { $minutes } minutter på at arkivet kvitterer.
mail-alarm-waiting = Venter i alt
mail-alarm-fetched = Av disse er hentet, men ikke kvittert for
mail-alarm-returned = Sendt tilbake til avsenderen
mail-alarm-oldest = De eldste, og når de ble sendt:
mail-alarm-do = Se etter om hentingen (sendsikkert pull) går, og hva den melder. Det som er hentet, men ikke kvittert for, stanset på vei inn i arkivet. Kommandoen sendsikkert check på portalen viser de samme tallene.
mail-alarm-safe = Innsendingene ligger trygt i portalen til arkivet har kvittert. Så lenge noe venter for lenge, kommer denne e-posten inntil tre ganger om dagen. Du kan ikke svare på den.

## Status
step-received = Mottatt
step-fetched = Hentet av arkivet
step-archived = Mottatt i arkivet
step-journalled = Journalført i arkivet
step-returned = Sendt tilbake
step-withdrawn = Trukket tilbake av deg
step-to-come = Ikke ennå
step-current = Her er innsendingen nå
step-archive-case = Arkivets saksnummer
step-archive-journal = Arkivets journalnummer

## Sent back by the archive
returned-why-heading = Hvorfor er den sendt tilbake?
returned-wrong-recipient = Arkivet mener at innsendingen er ment for noen andre enn kommunen.
returned-wrong-recipient-remedy = Finn ut hvem som skal ha den, og send den dit. Var den likevel ment for kommunen, kan du sende den på nytt.
returned-unreadable = Arkivet kan ikke lese ett eller flere av dokumentene.
returned-unreadable-remedy = Åpne filene selv, og se om de er i orden. Lagre dem på nytt, helst som PDF, og send alt på nytt.
returned-incomplete = Arkivet mener at noe mangler.
returned-incomplete-remedy = Finn det som mangler, og send alt på nytt.
returned-other = Arkivet har skrevet hvorfor.
returned-other-remedy = Les beskjeden fra arkivet, rett det som må rettes, og send alt på nytt.
returned-do-heading = Hva kan du gjøre?
returned-reply = Innsendingen var et svar på et brev. Følg lenken i brevet når du sender på nytt. Da blir også den nye innsendingen et svar på brevet.
returned-entry = Denne innsendingen kan ikke endres. En ny innsending får sitt eget journalnummer.

## What was filled in
err-sender-missing = Velg om du sender som privatperson eller for en virksomhet.
err-organisation-number-missing = Skriv organisasjonsnummeret til virksomheten.
err-organisation-number-invalid = Kontroller organisasjonsnummeret. Minst ett av sifrene må være feil.
err-title-missing = Skriv en tittel som sier hva innsendingen handler om.
err-title-too-long = Kort ned tittelen til høyst { $max } tegn.
err-title-national-id = Fjern tallet på 11 sifre eller mer fra tittelen. Det kan være et fødselsnummer, og tittelen kan bli synlig for alle.
err-case-number-invalid = Skriv saksnummeret slik det står i brev fra kommunen, for eksempel 2023/587, eller la feltet stå tomt.
err-comment-too-long = Kort ned kommentaren til høyst { $max } tegn, eller legg teksten i en PDF-fil.
err-email-missing = Skriv e-postadressen som kvitteringen skal sendes til.
err-email-invalid = Skriv e-postadressen på formen navn@eksempel.no, uten æ, ø, å og mellomrom.
err-files-missing = Last opp minst én fil før du sender.
err-files-none-chosen = Velg minst én fil før du går videre.

## Files that are refused
err-file-empty = Filen er tom.
rec-file-empty = Åpne filen og se om det står noe i den. Lagre den på nytt, og last den opp igjen.
err-file-kind = Filen er { $found }, og det kan kommunen ikke ta imot.
rec-file-kind = Lagre innholdet som en filtype vi kan ta imot, helst PDF, og last opp den filen.
err-file-unknown-kind = Vi kjenner ikke igjen innholdet i filen.
rec-file-unknown-kind = Lagre innholdet som en filtype vi kan ta imot, helst PDF, og last opp den filen.
err-file-extension = Filnavnet slutter på «{ $extension }», men innholdet er av en annen type.
rec-file-extension = Gi filen den endelsen som passer til innholdet, eller lagre den på nytt som PDF.
err-file-too-large = Filen er større enn { $max } MB.
rec-file-too-large = Pakk filen i en zip-fil og last opp zip-filen, eller del den i mindre filer.
err-file-zip-too-large = Zip-filen er større enn { $max } MB.
rec-file-zip-too-large = Fordel innholdet på flere zip-filer.
err-file-submission-too-large = Med denne filen blir innsendingen større enn { $max } MB til sammen.
rec-file-submission-too-large = Send resten i en ny innsending, og skriv samme saksnummer eller tittel.
err-file-too-many-documents = Det er ikke plass til flere enn { $max } dokumenter i en innsending.
rec-file-too-many-documents = Samle flere dokumenter i én PDF-fil eller zip-fil, eller send resten i en ny innsending.
err-file-zip-encrypted = Zip-filen er beskyttet med passord.
rec-file-zip-encrypted = Lag zip-filen på nytt uten passord. Alt du sender her, blir kryptert likevel.
err-file-zip-nested = Zip-filen har en annen pakket fil inni seg: { $member }
rec-file-zip-nested = Pakk ut den indre filen, og lag en ny zip-fil med innholdet.
err-file-zip-unsafe-path = Zip-filen har en fil som vil legge seg utenfor mappen den pakkes ut i: { $member }
rec-file-zip-unsafe-path = Lag zip-filen på nytt fra en vanlig mappe.
err-file-zip-member = «{ $member }» i zip-filen: { $what }
rec-file-zip-member = { $remedy } Lag så zip-filen på nytt.
err-file-zip-office = Filen er et Office-dokument eller lignende, ikke en vanlig zip-fil.
rec-file-zip-office = Åpne dokumentet, lagre det som PDF og last opp PDF-filen.
err-file-zip-too-many = Zip-filen har flere enn { $max } filer.
rec-file-zip-too-many = Fordel filene på flere zip-filer.
err-file-zip-bomb = Zip-filen blir altfor stor når den pakkes ut.
rec-file-zip-bomb = Pakk færre filer sammen, eller last dem opp hver for seg.
err-file-zip-duplicate = Zip-filen har mer enn én fil med samme navn: { $member }
rec-file-zip-duplicate = Gi filene ulike navn, og lag zip-filen på nytt.
err-file-zip-damaged = Zip-filen er skadet og kan ikke åpnes.
rec-file-zip-damaged = Lag zip-filen på nytt, kontroller at du kan åpne den, og last den opp igjen.
err-file-zip-empty = Det er ingen filer i zip-filen.
rec-file-zip-empty = Lag zip-filen på nytt med filene du vil sende.
err-file-zip-method = Zip-filen er pakket på en måte vi ikke kan lese: { $member }
rec-file-zip-method = Lag zip-filen på nytt med det som følger med maskinen din, i Windows «Komprimert mappe», på Mac «Komprimer».
err-file-svg = Filen er en SVG-tegning. Den kan inneholde programkode, og blir ikke tatt imot.
rec-file-svg = Lagre tegningen som PDF eller PNG, og last opp den filen.
rec-file-archive = Pakk ut filen, og lag en zip-fil med innholdet.
rec-file-image = Lagre bildet som JPEG, og last opp det bildet. Fra iPhone: Velg «Mest kompatibel» under Innstillinger, Kamera og Formater, og ta bildet på nytt.
rec-file-audio = Lagre lyden som MP3, og last opp den filen.
rec-file-video = Lagre filmen som MPEG-1 eller MPEG-2 (.mpg), og last opp den filen.
err-file-kind-not-taken = Filen er av typen { $kind }, og den tar ikke kommunen imot her.
err-file-damaged = Filen er skadet eller ikke hel, og kan ikke åpnes.
rec-file-damaged = Prøv å åpne filen selv. Går det, lagre den på nytt eller skriv den ut til PDF, og last opp den nye filen. Går det ikke, be om å få filen på nytt.
err-file-hidden = I filen ligger det også { $found }.
rec-file-hidden = Åpne filen, lagre den på nytt eller skriv den ut til PDF, og last opp den nye filen.
err-file-password = Filen kan ikke åpnes uten passord.
rec-file-password = Åpne filen med passordet, lagre en kopi uten passord eller skriv den ut til PDF, og last opp kopien. Alt du sender her, blir kryptert likevel.
err-file-picture-too-large = Bildet har så mange bildepunkter (piksler) at det ikke kan vises.
rec-file-picture-too-large = Gjør bildet mindre, lagre det på nytt og last opp det nye bildet.
err-file-xml-entity = XML-filen har egne entiteter (<!ENTITY …>), og kan være farlig å åpne.
rec-file-xml-entity = Lagre filen uten entiteter, eller be den du har filen fra, om å gjøre det.
err-file-xml-dtd = XML-filen bygger på en DTD-fil som ligger et annet sted og ikke følger med.
rec-file-xml-dtd = Lagre XML-filen uten DOCTYPE-linjen, eller be den du har filen fra, om å gjøre det.
err-file-xml-malformed = XML-filen har en feil på linje { $line } og kan ikke leses.
rec-file-xml-malformed = Lag filen på nytt i programmet den kommer fra, og last opp den nye filen.
err-file-xml-limits = XML-filen har for mange nivåer eller for mange attributter.
rec-file-xml-limits = Lag filen på nytt med enklere oppbygning, eller lagre innholdet som PDF.
err-file-sosi = SOSI-filen har en feil på linje { $line }: { $fault }.
rec-file-sosi = Lag filen på nytt i programmet den kommer fra, og last opp den nye filen.
sosi-no-end = .SLUTT mangler
sosi-level-leap = et element står mer enn ett nivå under det forrige
sosi-binary = det står tegn der som ikke hører hjemme i tekst
sosi-parenthesis = parentesene i referansene passer ikke sammen
err-file-malware = Vi fant skadelig programvare i filen, og har ikke tatt vare på den.
rec-file-malware = Ikke åpne filen. Sjekk telefonen eller datamaskinen med et antivirusprogram, og last opp en fil som er ren.
err-file-scan-limits = Det er så mye i filen at vi ikke kan sjekke om den inneholder skadelig programvare.
rec-file-scan-limits = Fordel innholdet på flere filer, og last opp dem.
err-file-not-scanned = Vi får ikke sjekket filer for skadelig programvare akkurat nå, og kan ikke ta imot filen.
rec-file-not-scanned = Prøv igjen om litt. Det du allerede har lagret, er ikke borte.
err-file-day-too-large = Du kan laste opp { $max } MB på en dag, og med denne filen blir det mer.
rec-file-day-too-large = Last opp resten i morgen. Innsendingen ligger klar til da.

## What a file is
list-and = { $others } og { $last }
kind-pdf = PDF-dokument
kind-jpeg = JPEG-bilde
kind-tiff = TIF-bilde
kind-png = PNG-bilde
kind-xml = XML-dokument
kind-html = HTML-dokument
kind-sosi = SOSI-kart
kind-mp3 = MP3-lyd
kind-mpeg = MPEG-film
kind-zip = zip-fil
found-executable = et program
found-office = et Office-dokument, for eksempel fra Word eller Excel
found-archive = en pakket fil av en annen type enn zip
found-image = et bilde av en annen type enn JPEG, TIF og PNG
found-camera-raw = en råfil fra et kamera
found-audio = lyd av en annen type enn MP3
found-video = film av en annen type enn MPEG
found-mp4 = en film av typen MP4 eller QuickTime, som ikke er MPEG
found-font = en skrifttype
found-document = et dokument av en annen type
found-other = en annen type fil

## What is told of a file that was accepted
note-renamed = Filen har fått den endelsen som passer til innholdet.
note-trailing-data = Det står ukjente data etter slutten av filen.
note-pdf-not-archival = PDF-filen sier ikke at den er PDF/A, og må gjøres om før langtidslagring.
note-pdf-restricted = PDF-filen har begrensninger på utskrift, kopiering eller endring.
note-pdf-script = PDF-filen inneholder JavaScript.
note-pdf-launch = PDF-filen kan starte et program eller åpne en annen fil.
note-pdf-attachment = PDF-filen har andre filer inni seg.
note-pdf-repaired = Innholdslisten i PDF-filen er ødelagt. Vanlige programmer setter den opp igjen.
note-tiff-big = Filen er en BigTIFF, som ikke er et arkivformat, og som eldre programmer ikke åpner.
note-incomplete = Deler av filen mangler eller er ødelagt. Vanlige programmer viser det som er der.
note-xml-doctype = XML-filen viser til en dokumenttypedefinisjon (DTD), som ikke er hentet.
note-html = Filen er en nettside, som ikke er et arkivformat for brev.
note-sosi-charset = SOSI-filen er skrevet i et annet tegnsett enn den sier.
note-sosi-charset-missing = SOSI-filen sier ikke hvilket tegnsett den er skrevet i.
note-sosi-version = SOSI-filen er eldre enn versjon 2.2, eller sier ikke hvilken versjon den har.
note-mpeg-1 = Filmen er MPEG-1, som ikke er et arkivformat.
note-zip-member-extension = En fil i zip-filen har en endelse som ikke passer til innholdet.
note-comment = Laget av portalen av kommentaren som avsenderen skrev.

## Error pages
error-request-id = Oppgi denne koden hvis du tar kontakt:
error-not-found-heading = Vi fant ikke siden
error-not-found-what = Adressen kan være feil, eller innsendingen kan være slettet.
error-not-found-remedy = Kontroller adressen, eller gå til innsendingene dine og velg derfra.
error-expired-heading = Du er ikke lenger logget inn
error-expired-what = Det skjer etter en stund, for at ingen andre skal komme til, eller når du har logget ut et annet sted. Det du hadde lagret, er tatt vare på, men ikke det du skrev på siden du kom fra.
error-expired-remedy = Logg inn igjen, så kommer du til den samme siden.
error-csrf-heading = Skjemaet kunne ikke tas imot
error-csrf-what = Skjemaet er for gammelt, eller det ble ikke sendt fra denne tjenesten.
error-csrf-remedy = Gå tilbake, kopier det du har skrevet, last siden på nytt og prøv igjen.
error-internal-heading = Noe gikk galt hos oss
error-internal-what = Feilen ligger hos oss, og den er registrert. Det du har lagret, er tatt vare på.
error-internal-remedy = Vent litt, og prøv igjen. Ta kontakt med kommunen hvis det ikke hjelper.
error-login-failed-heading = Du ble ikke logget inn
error-login-failed-what = Innloggingen tok for lang tid eller kunne ikke bekreftes.
error-login-failed-remedy = Prøv å logge inn på nytt.
error-login-unavailable-heading = Innlogging virker ikke akkurat nå
error-login-unavailable-what = Vi får ikke kontakt med ID-porten.
error-login-unavailable-remedy = Prøv igjen om noen minutter. Det du har lagret, er tatt vare på.
error-too-large-heading = Det du sendte, er for stort
error-too-large-what = Det var mer enn tjenesten kan ta imot på en gang, så vi stoppet.
error-too-large-remedy = Gå tilbake, og send mindre om gangen.
error-fetched-heading = Innsendingen kan ikke trekkes tilbake
error-fetched-what = Arkivet i kommunen har allerede hentet den.
error-fetched-remedy = Ta kontakt med kommunen, si hva du ønsker, og oppgi referansen. Den står på kvitteringen blant innsendingene dine.
error-sent-already-heading = Innsendingen er allerede sendt
error-sent-already-what = En innsending som er sendt, kan ikke endres eller slettes her.
error-sent-already-remedy = Se kvitteringen blant innsendingene dine. Vil du legge til noe, kan du starte en ny innsending.
error-bad-request-heading = Vi forsto ikke det som ble sendt
error-bad-request-what = Noe manglet, eller det kom i en form som tjenesten ikke kjenner.
error-bad-request-remedy = Gå tilbake, last siden på nytt og prøv igjen.

## Deleting a draft, and what is rarely wrong

err-organisation-number-digits = Skriv organisasjonsnummeret med 9 sifre.
err-sender-both = Du har skrevet et organisasjonsnummer. Velg «En virksomhet», eller ta bort nummeret.
err-form-old = Skjemaet var gammelt, men det du skrev, står her. Trykk «Lagre og fortsett» en gang til.
err-file-zip-name = Zip-filen har en fil med skjulte tegn i navnet: { $member }
rec-file-zip-name = Gi filen et nytt navn, og lag zip-filen på nytt.
err-file-zip-member-empty = Zip-filen har en tom fil: { $member }
rec-file-zip-member-empty = Ta bort den tomme filen, og lag zip-filen på nytt.
rec-file-executable = Programmer kan ikke sendes. Er dette et dokument, lagre det som PDF.
files-others-kept = De andre filene er lastet opp.
delete-heading = Slette utkastet?
delete-what = { $count ->
    [0] «{ $title }» blir borte, og kan ikke hentes tilbake.
    [one] «{ $title }» med ett dokument blir borte, og kan ikke hentes tilbake.
   *[other] «{ $title }» med { $count } dokumenter blir borte, og kan ikke hentes tilbake.
 }
delete-confirm = Slett utkastet
delete-cancel = Behold utkastet
err-file-not-stored = Vi klarte ikke å lagre filen nå.
rec-file-not-stored = Det er vår feil. Prøv igjen om litt.

## The ID-porten simulator of the demo

simulator-heading = Simulert ID-porten
simulator-warning = Dette er en simulator for utprøving. Personene finnes ikke, og ekte ID-porten er ikke med.
simulator-choose = Hvem vil du logge inn som?
simulator-person = Privatperson
simulator-manager = Daglig leder i { $name }, { $number }

## Innlogging og utlogging

logging-out-heading = Nesten ferdig: logg ut av { $provider } også
logging-out-what = Du er logget ut her. Til du har logget ut av { $provider } også, kan den neste som bruker maskinen, komme inn uten å bli spurt.
logging-out-button = Logg ut av { $provider }
logged-out-only-here = Vi fikk ikke kontakt med { $provider }, og der kan du fortsatt være logget inn. Lukk nettleseren hvis andre bruker maskinen.
error-login-cancelled-what = Innloggingen ble avbrutt.
error-login-cancelled-remedy = Logg inn på nytt når du er klar. Det du har lagret, er tatt vare på.
error-login-too-low-what = Denne tjenesten krever en sikrere måte å logge inn på enn den du brukte.
error-login-too-low-remedy = Logg ut av ID-porten, og logg inn igjen med for eksempel BankID, Buypass eller Commfides.
error-login-unidentified-what = ID-porten ga oss ikke et norsk fødselsnummer eller D-nummer, og da vet ikke kommunen hvem du er.
error-login-unidentified-remedy = Logg inn med en elektronisk ID som er knyttet til fødselsnummeret eller D-nummeret ditt, eller ta kontakt med kommunen.
error-too-many-logins-heading = Innloggingen går i ring
error-too-many-logins-what = Nettleseren ble sendt til innlogging mange ganger på få sekunder, så vi stanset den.
error-too-many-logins-remedy = Vent litt, og gå tilbake til innsendingene dine. Logg ut og inn igjen hvis det ikke hjelper.

## På vegne av en virksomhet, og kontaktregisteret

fact-sender-declared = Du har selv oppgitt virksomheten. Kommunen kan be deg vise at du kan handle på vegne av den.
sender-organisation-elsewhere = Du velger virksomheten hos Ansattporten etter at du har trykket på knappen.
sender-organisation-choose = Virksomhet
sender-organisation-choose-hint = Velg bare hvis du sender for en virksomhet. Listen viser dem du kan handle på vegne av i Altinn.
sender-organisation-choose-none = Ikke valgt
sender-organisation-sub-unit = underenhet
sender-organisation-none = I Altinn er det ikke registrert at du kan handle på vegne av noen virksomhet. Skal du det, må virksomheten gi deg tilgangen «Mine sider hos kommunen».
err-organisation-unknown = Vi finner ikke virksomheten i Enhetsregisteret. Kontroller at nummeret stemmer. Gjør det det, kan du sende som privatperson eller ta kontakt med kommunen.
err-organisation-deleted = Virksomheten er slettet i Enhetsregisteret. Oppgi en annen, eller send som privatperson.
err-organisation-no-right = Du er ikke registrert med rett til å handle på vegne av virksomheten. Velg en annen, send som privatperson, eller be virksomheten om tilgang.
err-organisation-unavailable = Akkurat nå får vi ikke slått opp hvilke virksomheter du kan handle på vegne av. Prøv igjen om litt, eller send som privatperson. Det du har lagret, er tatt vare på.
message-email-registered = Adressen er hentet fra Kontakt- og reservasjonsregisteret. Du kan endre den her.
message-language = Språket i kvitteringen
message-language-registered = Språket er hentet fra Kontakt- og reservasjonsregisteret. Du kan endre det her.
error-login-again-heading = Du må bekrefte på nytt hvem du er
error-login-again-remedy = Du er fortsatt logget inn, og det du har lagret, er tatt vare på.
error-login-again-button = Gå tilbake og prøv igjen
review-not-sent = Innsendingen er ikke sendt ennå. Se over at alt stemmer, og trykk på knappen nederst en gang til.
logged-out-log-in = Logg inn på nytt

## Kommentaren som dokument

comment-title = Avsenderens kommentar
comment-made = Avsenderen skrev kommentaren da innsendingen ble sendt. Portalen har laget dette dokumentet av den.
comment-sender-person = Privatperson, innlogget med ID-porten
comment-file-name = kommentar.pdf

## Dokumenter i PDF-ene vi lager

listed-size = { $number } byte
listed-number = Nr.
listed-name = Filnavn
listed-size-column = Størrelse

## Svar på brev

fact-in-reply-to = Svar på
message-reply = Dette er et svar på: { $letter }.
message-case-settled = Saksnummeret kommer fra kommunens brev og kan ikke endres.
review-settled = Les mer
sender-settled-why = Bare den brevet er sendt til, kan svare på det. Derfor kan ikke avsenderen endres.
sender-settled-continue = Fortsett med svaret
sender-let-go-heading = Vil du ikke svare på brevet likevel?
sender-let-go-what = Du kan gjøre dette til en vanlig innsending. Det du har fylt ut og lastet opp, blir stående, men kommunen får ikke vite at det er et svar på brevet. Du kan også velge en annen avsender.
sender-let-go = Gjør om til vanlig innsending
reply-heading = Svar på brev fra kommunen
reply-what = { $municipality } har sendt deg et brev som du kan svare på her. Avsender, tittel og saksnummer blir fylt ut for deg.
reply-from = Fra
reply-about = Brevet gjelder
reply-entry = Du svarer på
reply-open-until = Du kan svare til
reply-begin = Begynn på svaret
reply-again = Lenken virker flere ganger til fristen er ute. Hvert svar blir en egen innsending. Svar du har begynt på, ligger blant innsendingene dine.
reply-closed-heading = Lenken kan ikke åpnes for deg som privatperson
reply-closed-why = Vi kan ikke si hvorfor, for at ingen skal få vite hvem kommunen skriver til. Det kan være fordi:
reply-closed-organisation = Brevet er til en virksomhet.
reply-closed-other = Brevet er til en annen person.
reply-closed-expired = Fristen for å svare er ute, eller kommunen har trukket lenken tilbake.
reply-closed-mistyped = Adressen er ikke skrevet slik den står i brevet.
reply-organisation-heading = Er brevet til en virksomhet?
reply-organisation-what = Vis hvilken virksomhet du handler på vegne av.
reply-organisation-open = Åpne for virksomheten
reply-organisation-elsewhere = Velg virksomheten hos Ansattporten
reply-without-heading = Vil du sende noe likevel?
reply-without-what = Start en ny innsending, og skriv saksnummeret som står i brevet.
reply-letter-both = Brev med journalnummer { $journal } i sak { $case }
reply-letter-journal = Brev med journalnummer { $journal }
reply-letter-case = Brev i sak { $case }
reply-letter = Brev fra kommunen
err-reply-not-opened = Lenken kan ikke åpnes med dette. Kontroller hvilken virksomhet brevet er til, at du kan handle på vegne av den, og om fristen er ute.
err-reply-unavailable = Akkurat nå får vi ikke slått opp hvilke virksomheter du kan handle på vegne av. Prøv igjen om litt. Det du har lagret, er tatt vare på.
err-reply-no-right = Vi kan ikke bekrefte at du kan handle på vegne av virksomheten som brevet er til. Be virksomheten om tilgang, eller gjør dette om til en vanlig innsending. Det du har lagret, er tatt vare på.
err-reply-revoked = Kommunen tar ikke lenger imot svar på dette brevet. Det du har fylt ut og lastet opp, er tatt vare på. Du kan gjøre det om til en vanlig innsending.

## The line that is printed in a letter that may be answered

letter-reply = Svar på dette brevet: { $link }

## Nothing is lost

draft-saved = Lagret kl. { $time }
draft-later = Lagre og fortsett senere
draft-saved-for-later = Det du har skrevet, er lagret. Du finner det under «Ikke sendt ennå».
draft-not-saved-offline = Ikke lagret: Vi får ikke kontakt med tjenesten. Det du har skrevet, står fortsatt her. Vi prøver igjen av oss selv.
draft-not-saved-changed = Ikke lagret: Innsendingen er endret i et annet vindu. Trykk «Lagre og fortsett» for å se hva som er endret.
draft-not-saved-failed = Ikke lagret: Noe gikk galt hos oss. Det du har skrevet, står fortsatt her. Vi prøver igjen av oss selv.
draft-changed-heading = Innsendingen er endret i et annet vindu
draft-changed-what = Det skjedde etter at du åpnet denne siden. Det du skrev her, står i skjemaet, men er ikke lagret. Trykker du «Lagre og fortsett», gjelder det i stedet for det andre.
draft-changed-other = Dette er lagret nå:
draft-kept = Du var logget ut da du trykket på knappen. Vi tok vare på det du hadde fylt ut. Se over det, og trykk «Lagre og fortsett».
err-sender-unfinished = Du har begynt å velge en annen avsender. Velg avsender, og trykk «Lagre og fortsett».
err-message-unfinished = Meldingen er ikke kontrollert. Åpne den, og trykk «Lagre og fortsett».
error-expired-kept-what = Det skjer etter en stund, for at ingen andre skal komme til, eller når du har logget ut et annet sted. Vi har tatt vare på det du hadde fylt ut, og bare du får se det.
error-expired-kept-remedy = Logg inn igjen, så kommer du til den samme siden, med det du hadde fylt ut.
session-rest-heading = Vil du fortsatt være logget inn?
session-rest-what = Du har ikke gjort noe på en stund. Snart blir du logget ut, for at ingen andre skal komme til.
session-left = Du blir logget ut om { $left }.
session-left-minutes = { $minutes ->
        [one] Du blir logget ut om ett minutt.
       *[other] Du blir logget ut om { $minutes } minutter.
    }
session-left-seconds = Du blir logget ut om { $seconds } sekunder.
session-stay = Fortsett å være logget inn
session-end-heading = Du må snart logge inn på nytt
session-end-what = En innlogging varer i høyst to timer. Når du har logget inn på nytt, kommer du tilbake hit. Det du har lagret, er tatt vare på.
session-log-in-now = Logg inn på nytt nå
session-not-now = Ikke nå
session-ended-heading = Du er logget ut
session-ended-what = Siden er skjult, for at ingen andre skal se den. Det du har lagret, er tatt vare på. Logg inn igjen, så kommer du tilbake hit.
session-until = Du blir logget ut kl. { $time } hvis du ikke lagrer eller åpner en annen side før det.
submissions-next = Neste steg: { $step }.
submissions-sent-hint = Velg en innsending for å se kvitteringen, og hvor langt den er kommet.
submissions-pages-label = Flere innsendinger
submissions-newer = Nyere innsendinger
submissions-older = Eldre innsendinger
