# Davvisámegiella (Northern Sámi). Same keys and arguments as nb.
#
# In questions go is a word of its own (lea go); ovdamearkka dihtii is written out; ID-porten keeps its name and
# takes endings (ID-porteniin, ID-portenis). The terms, as they await a native reader: innsending = sáddejupmi;
# utkast (ikke sendt ennå) = gárvemeahttun sáddejupmi; kvittering = vuostáiváldinduođaštus, duođaštus; referanse =
# referánsa; saksnummer = áššenummir; journalnummer = journálanummir; journalført = journálerejuvvon; postliste =
# poastalistu; hoveddokument = váldodokumeanta; vedlegg = mielddus; dokument = dokumeanta; fil = fiila; avsender =
# sáddejeaddji; mottaker = vuostáiváldi; virksomhet = fitnodat; privatperson = priváhtaolmmoš; på vegne av =
# ovddas; kommune = suohkan; arkiv = arkiiva; tittel = bajilčála; fortrolig / skjermet = luhtolaš / čihkkojuvvon;
# kryptert = krypterejuvvon; laste opp, laste ned = ládet bajás, viežžat; trekke tilbake / sende tilbake (arkivet)
# = geassit ruovttoluotta / máhcahit (arkiiva); logge inn, innlogging = logget sisa, sisaloggen; fødselsnummer =
# riegádannummir; feil = meattáhus; bekrefte / kontrollere = duođaštit / dárkkistit; svare på, svar = vástidit
# (-ii), vástádus.

## Every page
service-name = Sádde sihkkarit
skip-to-main = Mana váldosisdollui
header-nav-label = Mu siidu
header-languages-label = Giella
nav-submissions = Mu sáddejumit
nav-log-out = Logge olggos
footer-provider = { $municipality } vástida dán bálvalusa ovddas.
footer-encryption = Dokumeanttat krypterejuvvojit dakkaviđe, nu ahte dušše suohkana arkiiva sáhttá daid rahpat.
footer-contact-heading = Váldde oktavuođa: { $municipality }
footer-phone = Telefovdna
footer-email = E-poasta
footer-address = Čujuhus
footer-hours = Rahpanáiggit
footer-links-label = Bálvalusa birra
footer-help = Veahkki
footer-privacy = Persovdnasuodji
footer-accessibility = Olahahttivuohta
footer-website = Ruovttusiidu: { $municipality }
error-title-prefix = Meattáhus:
error-summary-heading = Juoga ferte divvojuvvot
button-continue = Vurke ja joatkke
back-to-start = Ovdasiidui
back-to-submissions = Du sáddejumiide
document-main = Váldodokumeanta
document-attachment = Mielddus

## The names of what is filled in or given out
fact-sender = Sáddejeaddji
fact-sender-person = Priváhtaolmmoš
fact-sender-organisation = Fitnodat, organisašuvdnanummir { $number }
fact-recipient = Vuostáiváldi
fact-title = Bajilčála
fact-confidential = Luhtolaš dieđut
fact-confidential-yes = Juo, merkejuvvon
fact-confidential-no = Ii, ii leat merkejuvvon
fact-public-title = Evttohus poastalistui
fact-case-number = Áššenummir
fact-comment = Kommentára
fact-email = E-poasta
fact-documents = Dokumeanttat
fact-reference = Referánsa
fact-journal-number = Journálanummir
fact-sent = Sáddejuvvon
fact-status = Dilli
fact-from-archive = Diehtu arkiivvas

## Days and times
date-day = { $month ->
        [1] ođđajagemánu
        [2] guovvamánu
        [3] njukčamánu
        [4] cuoŋománu
        [5] miessemánu
        [6] geassemánu
        [7] suoidnemánu
        [8] borgemánu
        [9] čakčamánu
        [10] golggotmánu
        [11] skábmamánu
       *[12] juovlamánu
    } { $day }. b. { $year }
date-time = { $hour }.{ $minute }
date-minute = { $day } dii. { $time }

## The four steps
steps-label = Sáddejumi lávkkit
steps-current = Lávki { $step } / { $total }
steps-sender = Sáddejeaddji
steps-message = Diehtu
steps-files = Fiillat
steps-review = Dárkkis

## Front page
start-title = Sádde dokumeanttaid suohkanii
start-description = Sádde reivviid ja dokumeanttaid sihkkarit: { $municipality }. Logge sisa ID-porteniin, láde bajás fiillaid ja oaččut duođaštusa dakkaviđe.
start-heading = Sádde dokumeanttaid sihkkarit: { $municipality }
start-intro = Dáppe sáhtát sáddet reivviid ja eará dokumeanttaid suohkanii, maiddái go earát eai galgga lohkat sisdoalu. Don logget sisa ID-porteniin, vai suohkan diehtá sihkkarit gii sáddejeaddji lea.
start-log-in = Logge sisa ID-porteniin
start-continue = Mana du sáddejumiide
start-use-heading = Goas sáhtát geavahit bálvalusa?
start-use-document = Dus leat dokumeanttat maid suohkan galgá meannudit dahje journálii čállit.
start-use-case = Háliidat lasihit juoidá áššái mii suohkanis juo lea.
start-use-reply = Galggat vástidit reivii maid leat ožžon suohkanis.
start-use-sensitive = Dokumeanttain leat dearvvašvuođadieđut dahje eará priváhta dieđut, ja dat leat menddo rašit dábálaš e-postii.
start-not-heading = Goas galggat dahkat juoidá eará?
start-not-form = Jus suohkanis lea sierra skovvi dasa maid háliidat ohcat dahje dieđihit, ovdamearkka dihtii mánáidgárdesadji, de galggat geavahit skovi.
start-not-question = Jus dus lea dušše gažaldat mii ii gula áššái, de sáhtát riŋget dahje čállit suohkanii dábálaš vugiin.
start-not-links = Dáid gávnnat eará sajiin:
start-need-heading = Maid don dárbbašat?
start-need-id = Elektrovnnalaš ID:a ID-portenii, ovdamearkka dihtii BankID.
start-need-files = Dokumeanttaid fiilan telefovnnas dahje dihtoris. Báhpiriid sáhtát skánnet telefovnnain.
start-need-files-help = Ná ráhkadat PDF
start-need-email = E-poastačujuhusa masa duođaštus sáhttá sáddejuvvot.
start-need-case = Áššenummira, jus suohkan lea čállán dutnje ášši birra. Dat čuožžu reivves.
start-need-organisation = Ná sáddet fitnodaga ovddas
start-need-pause = Sáhtát bottu doallat ja joatkit maŋŋil. Dat maid leat vurken, sihkkojuvvo go { $days ->
        [one] okta beaivi lea
       *[other] { $days } beaivvi leat
    } gollan das go rievdadit dan maŋimusat.
start-public-heading = Poasta suohkanii lea dábálaččat almmolaš
start-public-rule = Suohkan čállá dan maid oažžu, poastalistui maid buohkat sáhttet lohkat neahtas. Doppe oidno bajilčála, ja earát, ovdamearkka dihtii aviissat, sáhttet bivdit oaidnit dokumeanttaid.
start-public-exempt = Dieđut main lea jávohisvuođageatnegasvuohta, eai čájehuvvo. Seamma guoská eará dieđuide maid láhka diktá suohkana doallat čihkosis. Suohkan árvvoštallá dan ovdal go mihkkege almmuhuvvo.
start-public-title = Ale danne čále namaid, riegádannummira dahje maidege eará priváhta bajilčállagii. Jus sáddejumis leat luhtolaš dieđut, de sáhtát merket dan.
start-files-heading = Makkár fiillaid sáhtát sáddet?
start-files-text = Teaksta: { $kinds }
start-files-image = Govat: { $kinds }
start-files-map = Kárttat: { $kinds }
start-files-media = Jietna ja filbma: { $kinds }
start-files-size = Fiila sáhttá leat eanemustá { $max } MB. Stuorát fiillat fertejit páhkkejuvvot zip-fiilan, mii sáhttá leat eanemustá { $zip } MB.
start-files-help = Veahkki PDF:in, govaiguin, zip:in ja stuorra fiillaiguin
start-after-heading = Mii dáhpáhuvvá go leat sádden?
start-after-receipt = Oaččut vuostáiváldinduođaštusa referánssain šearpmas ja e-poasttas.
start-after-sealed = Dokumeanttat leat krypterejuvvon, nu ahte dušše suohkana arkiiva sáhttá daid rahpat.
start-after-journal = Sáddejupmi oažžu journálanummira ja biddjo suohkana arkiivii.
start-after-progress = Go logget sisa, de oainnát man guhkás sáddejupmi lea joavdan. Nu guhká go arkiiva ii leat viežžan dan, sáhtát geassit dan ruovttoluotta.
start-after-case = Ášši manná viidáseappot sutnje gii suohkanis galgá dan meannudit. Vástádusa oaččut dábálaš vugiin, it dáppe.
start-ready-heading = Leat go gárvvis sáddet?
start-help = Loga eanet veahkkesiiddus

## Help
help-heading = Veahkki
help-description = Ná logget sisa, ráhkadat PDF, páhkket fiillaid zip-fiilan, sáddet fitnodaga ovddas ja vurket duođaštusa.
help-intro = Buot dán siiddus sáhtát lohkat sisaloggema haga.
help-contents = Sisdoallu
help-login-heading = Sisaloggen
help-login-high = Don logget sisa ID-porteniin. Geavat BankID, Buypass dahje Commfides. MinID ii leat dáppe doarvái sihkar.
help-login-substantial = Don logget sisa ID-porteniin. Geavat BankID, MinID, Buypass dahje Commfides.
help-login-again = Ovdal go sáddet, sáhttá ID-porten bivdit du duođaštit vel oktii gii don leat.
help-login-number = Dus ferte leat norgga riegádannummir dahje D-nummir.
help-login-cannot = It go sáhte logget sisa? Váldde oktavuođa suohkaniin, dahje sádde dokumeanttaid báhpiris.
help-organisation-heading = Sáddet fitnodaga ovddas
help-organisation-typed = Vállje «{ sender-organisation }» vuosttaš lávkkis, ja čále organisašuvdnanummira. Mii ohcat dan Ovttadatregistaris.
help-organisation-declared = Suohkan sáhttá bivdit du čájehit ahte sáhtát doaibmat fitnodaga ovddas.
help-organisation-listed = Vállje fitnodaga vuosttaš lávkkis. Listu čájeha daid maid ovddas sáhtát doaibmat Altinnas.
help-organisation-missing = Ii go dat leat listtus? De ferte fitnodat addit dutnje beassanvuoigatvuođa «Mine sider hos kommunen» Altinnas.
help-organisation-elsewhere = Vállje «{ sender-organisation }» vuosttaš lávkkis. Don sáddejuvvot Ansattportenii, ja válljet fitnodaga doppe.
help-organisation-yours = Dušše don gii sáddet, oainnát sáddejumi dáppe. Viečča duođaštusa jus earát fitnodagas dárbbašit dan.
help-pdf-heading = Ráhkadit PDF
help-pdf-why = PDF lea seamma lágan buot dihtoriin, ja dan sáhttá vurket guhká. Čohkke siidduid mat gullet oktii, ovtta PDF:n.
help-pdf-word = Wordas ja eará čállinprográmmain
help-pdf-word-do = Vállje «Fil» ja dasto «Lagre som» dahje «Eksporter». Vállje PDF fiilašládjan.
help-pdf-print = Neahttalohkkis, e-poasttas ja eará prográmmain
help-pdf-print-do = Vállje čáliheami. Vállje «Lagre som PDF» dahje «Microsoft Print to PDF» čáliheaddji sadjái.
help-pdf-iphone = Báhpir iPhone- dahje iPad-rusttegiin
help-pdf-iphone-do = Raba «Filer»-áppa. Deaddil golmma čuoggá, ja vállje «Skann dokumenter». Govve juohke siiddu, ja vurke.
help-pdf-android = Báhpir Android-telefovnnain
help-pdf-android-do = Raba «Google Disk»-áppa. Deaddil plusmearkka dahje kámera, ja vállje skánnema. Govve juohke siiddu, ja vurke.
help-pdf-scanner = Báhpir skánneriin dahje kopiijamašiinnain
help-pdf-scanner-do = Vállje PDF fiilašládjan ovdal go skánnet.
help-photo-heading = Sáddet govaid
help-photo-kinds = Sáhtát sáddet dáid govvašlájaid: { $kinds }.
help-photo-light = Jus govvet báhpira, de bija báhpira njuolga buori čuovgii. Geahča ahte buot sáhttá lohkat. Buoremus lea skánnet báhpira PDF:n.
help-photo-heic = Ollu telefovnnat vurkejit govaid HEIC-hámis. Dakkár govaid suohkan ii sáhte váldit vuostá. Daga daid JPEG-govvan:
help-photo-iphone = Govat iPhone-telefovnnas
help-photo-iphone-do = Vállje gova, deaddil juohkinboalu ja «Valg». Vállje «Mest kompatibelt», ja vurke gova «Filer»-áppii.
help-photo-iphone-new = Ođđa govat iPhone-telefovnnas
help-photo-iphone-new-do = Vállje «Innstillinger», «Kamera», «Formater» ja «Mest kompatibel» ovdal go govvet.
help-photo-android = Ođđa govat Android-telefovnnas
help-photo-android-do = Jaddat HEIF dahje «høyeffektive bilder» kámera heivehusain.
help-photo-windows = Windows
help-photo-windows-do = Raba gova Paint-prográmmas. Vállje «Fil», «Lagre som» ja JPEG.
help-photo-mac = Mac
help-photo-mac-do = Raba gova «Forhåndsvisning»-prográmmas. Vállje «Fil», «Eksporter» ja JPEG.
help-size-heading = Fiillat mat leat menddo stuorrát
help-size-file = Fiila sáhttá leat eanemustá { $max } MB, ja zip-fiila eanemustá { $zip } MB.
help-size-file-only = Fiila sáhttá leat eanemustá { $max } MB.
help-size-submission = Sáddejupmi sáhttá leat oktiibuot eanemustá { $sum } MB, ja das sáhttá leat eanemustá { $documents ->
        [one] okta dokumeanta
       *[other] { $documents } dokumeantta
    }.
help-size-zip = Páhkke fiilla zip-fiilan.
help-size-smaller = Vurke fiilla ođđasit unnibun. Skánne čáhppes-vielgadin jus ivnniin ii leat mearkkašupmi.
help-size-split = Juoge sisdoalu máŋgga fiilii.
help-size-again = Sádde loahpaid ođđa sáddejumis, ja čále seamma áššenummira dahje bajilčállaga.
help-zip-heading = Ráhkadit zip-fiilla
help-zip-what = Zip-fiila lea páhkka mas leat fiillat. Das ii sáhte leat beassansátni iige eará páhkkejuvvon fiila. Buot fiillat das fertejit leat šlájat maid mii váldit vuostá. RAR ja 7z eai dohkke.
help-zip-windows = Windows
help-zip-windows-do = Merke fiillaid, ja coahkkal olgeš boaluin. Vállje «Komprimer til» ja «ZIP-fil». Boarrásat Windowsas dan namma lea «Send til» ja «Komprimert mappe».
help-zip-mac = Mac
help-zip-mac-do = Merke fiillaid. Doala Ctrl-boalu vulos go coahkkalat daid, ja vállje «Komprimer».
help-zip-iphone = iPhone ja iPad
help-zip-iphone-do = Raba «Filer»-áppa, ja merke fiillaid. Deaddil golmma čuoggá, ja vállje «Komprimer».
help-zip-android = Android
help-zip-android-do = Raba fiilaáppa. Doala suorpma fiillaid alde, deaddil golmma čuoggá, ja vállje «Komprimer».
help-password-heading = Fiillat main lea beassansátni
help-password-why = Suohkan ii sáhte rahpat fiillaid main lea beassansátni. Buot maid dás sáddet, krypterejuvvo goittotge.
help-password-pdf = PDF
help-password-pdf-do = Raba fiilla beassansániin. Vállje čáliheami, ja vurke dan ođđa PDF:n.
help-password-zip = Zip
help-password-zip-do = Ráhkat zip-fiilla ođđasit beassansáni haga.
help-refused-heading = Go fiila ii váldojuvvo vuostá
help-refused-others = Eará fiillat maid válljejit seammás, leat váldojuvvon vuostá. Fiilla luhtte čuožžu mii lea boastut. Dát leat dábáleamos sivat:
help-refused-kind = Fiila lea boasttu šládja
help-refused-kind-do = Sáhtát sáddet dáid šlájaid: { $kinds }. Vurke fiilla dakkárin, áinnas PDF:n.
help-refused-name = Fiilanamma ii heive sisdollui
help-refused-name-do = Vurke fiilla ođđasit dainna prográmmain mainna dat lea ráhkaduvvon. Ii veahket dušše rievdadit nama.
help-refused-damaged = Fiila lea billašuvvan dahje guorus
help-refused-damaged-do = Geahččal ieš rahpat dan. Jus lihkostuvvá, de vurke dan ođđasit. Jus ii lihkostuva, de bivdde oažžut fiilla ođđasit.
help-refused-malware = Fiillas lea vahágahtti prográmma
help-refused-malware-do = Ale raba dan. Dárkkis telefovnna dahje dihtora antivirusprográmmain, ja sádde fiilla mii lea buhtis.
help-refused-later = Fiilla ii sáhttán dárkkistit, dahje dat ii boahtán ovdan
help-refused-later-do = Vuordde veaháš, ja geahččal ođđasit. Dat maid leat vurken, ii leat jávkan.
help-refused-else = Jus it lihkostuva, de sáhttá suohkan veahkehit du.
help-saved-heading = Bottu doallat ja joatkit maŋŋil
help-saved-drafts = Dat maid leat vurken, lea siiddus «{ nav-submissions }» go fas logget sisa. Dat sihkkojuvvo go { $days ->
        [one] okta beaivi lea
       *[other] { $days } beaivvi leat
    } gollan das go rievdadit dan maŋimusat.
help-saved-session = Don loggejuvvot olggos go it leat geavahan siiddu { $minutes } minuhtas, ja álo { $hours } diimmu geažes. Dat lea ID-portena njuolggadus. Logge fas sisa, de sáhtát joatkit.
help-reply-heading = Vástidit suohkana reivii
help-reply-link = Jus reivves lea liŋka dahje QR-koda deike, de geavat dan. Dalle sáddejeaddji, bajilčála ja áššenummir devdojuvvojit du ovddas.
help-reply-who = Dušše son geasa reive lea, sáhttá geavahit liŋkka. Jus reive lea fitnodahkii, de fertet čájehit ahte sáhtát doaibmat dan ovddas.
help-reply-without = Jus reivves ii leat liŋka, de álggat ođđa sáddejumi ja čálát áššenummira mii čuožžu reivves.
help-receipt-heading = Duođaštus
help-receipt-what = Go suohkan lea vuostáiváldán sáddejumi, de oainnát duođaštusa mas lea referánsa. Oaččut dan maiddái e-poasttas, muhto e-poasta ii muital maidege sisdoalus.
help-receipt-missing = Ii go boađe e-poasta? Geahča ruskapoastta máhpas. Duođaštus lea goittotge siiddus «{ nav-submissions }».
help-receipt-file = Viečča duođaštusa PDF:n, ja vurke fiilla nugo dat lea. Dat lea vuolláičállojuvvon, ja čájeha maid suohkan vuostáiválddii ja goas.
help-receipt-check = Juohkehaš geas fiila lea, sáhttá dárkkistit lea go dat duohta:
help-receipt-progress = Siiddus «{ nav-submissions }» oainnát man guhkás sáddejupmi lea joavdan, ja lea go arkiiva máhcahan dan.
help-withdraw-heading = Geassit ruovttoluotta dan maid leat sádden
help-withdraw-how = Raba duođaštusa, ja vállje «{ receipt-withdraw }». Dat lea vejolaš nu guhká go arkiiva ii leat viežžan sáddejumi.
help-withdraw-late = Jus arkiiva lea viežžan dan, de fertet váldit oktavuođa suohkaniin ja muitalit referánssa.
help-contact-heading = Váldde oktavuođa suohkaniin
help-contact-what = Jus it beasa viidáseappot, de sáhttá suohkan veahkehit du. Muital referánssa, dahje kodda mii čuožžu meattáhussiiddus. Ale goassege sádde riegádannummira dahje maidege eará priváhta dábálaš e-poasttas.

## Privacy
privacy-heading = Persovdnasuodji
privacy-description = Makkár dieđuid { $municipality } čohkke go sáddet dokumeanttaid dáppe, manne, geat sáhttet lohkat daid, ja goas dat sihkkojuvvojit.
privacy-intro = { $municipality } lea ovddasvástideaddji dán bálvalusa persovdnadieđuid ovddas. Siidu guoská bálvalussii, iige dasa mii maŋŋil dáhpáhuvvá suohkana arkiivvas ja áššemeannudeamis.
privacy-what-heading = Maid mii čoaggit
privacy-what-login = ID-portenis: du riegádannummira dahje D-nummira, goas ja mo logget sisa, ja giela maid leat válljen doppe.
privacy-what-written = Maid don deavddát: gean ovddas sáddet, bajilčállaga, áššenummira, kommentára, e-poastačujuhusa ja lea go sisdoallu luhtolaš.
privacy-what-documents = Dokumeanttaid maid ládet bajás, daid namaid ja sturrodaga.
privacy-what-enhetsregisteret = Ovttadatregistaris: fitnodaga nama, jus sáddet fitnodaga ovddas.
privacy-what-altinn = Altinnas: makkár fitnodagaid ovddas sáhtát doaibmat.
privacy-what-ansattporten = Ansattportenis: fitnodaga maid válljet doppe, ja du vuoigatvuođa doaibmat dan ovddas.
privacy-what-contact = Oktavuohta- ja várrenregistaris: du e-poastačujuhusa ja giela, evttohussan maid sáhtát rievdadit.
privacy-what-letter = Arkiivvas: geasa reive lea, go reivves lea vástidanliŋka.
privacy-what-trail = Vuohttinloggu das goas logget sisa ja olggos, doaimmat earáid ovddas, sáddet, geasat ruovttoluotta dahje ládet bajás vahágahtti prográmma. Das lea maiddái IP-čujuhus mas logget sisa.
privacy-what-log = Bálvalusa teknihkalaš loggu ii muital gii don leat, iige das leat du IP-čujuhus.
privacy-what-not = Mii eat mihtit mo geavahat siidduid, eaige dat viečča maidege eará neahttasiidduin.
privacy-why-heading = Manne mii dahkat dan
privacy-why-purpose = Mii dárbbašit dieđuid vai diehtit gii sádde, sáhttit vuostáiváldit dokumeanttaid, addit dutnje duođaštusa ja doalvut buot suohkana arkiivii. Vuohttinloggu galgá čájehit lea go oktage boastut geavahan bálvalusa.
privacy-why-law = Suohkan dahká dán almmolaš eiseváldin, ja danne go das lea geatnegasvuohta doallat journála ja arkiivva. Njuolggadusat leat erenoamážit persovdnasuodjeásahusa 6. artihkkala nr. 1 bustávas c ja e ja 9. artihkkala nr. 2 bustávas g, ja hálddašanlágas, almmolašvuođalágas ja arkiivalágas.
privacy-why-choice = Don válljet ieš háliidat go geavahit bálvalusa. Sáhtát maiddái sáddet dokumeanttaid báhpiris.
privacy-who-heading = Geat sáhttet lohkat dan
privacy-who-documents = Dokumeanttat krypterejuvvojit go bohtet sisa. Dušše suohkana arkiivvas lea čoavdda. Sii geat doaimmahit bálvalusa, eai sáhte daid rahpat.
privacy-who-fields = Dan maid deavddát, mii maiddái vurket krypterejuvvon hámis. Bálvalus geavaha dan go čájeha dutnje sáddejumi, sádde dutnje e-poastta ja doalvu arkiivii.
privacy-who-scan = Dárkkistuvvo lea go fiillain vahágahtti prográmma go bohtet sisa. Oktage ii geahča sisdoalu.
privacy-who-mail = E-poasttas maid oaččut, leat referánsa, journálanummir ja áigi, muhto ii bajilčála, namma iige sisdoallu.
privacy-who-public = Suohkan čállá sáddejumi journálasis, ja earát sáhttet bivdit oaidnit dan:
privacy-who-public-link = Loga poastta birra suohkanii ja almmolašvuođa birra
privacy-kept-heading = Man guhká dat vurkejuvvo
privacy-kept-draft = Dat maid it sádde
privacy-kept-draft-time = { $days ->
        [one] Okta beaivi
       *[other] { $days } beaivvi
    } maŋŋá go rievdadit dan maŋimusat
privacy-kept-waiting = Dokumeanttat mat vurdet arkiivva
privacy-kept-waiting-time = Dassážii go arkiiva lea vástidan
privacy-kept-withdrawn = Dokumeanttat maid geasat ruovttoluotta
privacy-kept-withdrawn-time = Dat sihkkojuvvojit dakkaviđe
privacy-kept-files = Krypterejuvvon dokumeanttat maid arkiiva lea vástidan
privacy-kept-files-time = { $days ->
        [one] Okta beaivi
       *[other] { $days } beaivvi
    } vástádusa maŋŋá
privacy-kept-receipt = Dat maid devdet, duođaštus ja dilli
privacy-kept-receipt-time = { $days ->
        [one] Okta beaivi
       *[other] { $days } beaivvi
    } maŋŋá go arkiiva lea vástidan dahje don leat geassán sáddejumi ruovttoluotta
privacy-kept-letter = Geasa reive lea, go reivves lea vástidanliŋka
privacy-kept-letter-time = { $days ->
        [one] Okta beaivi
       *[other] { $days } beaivvi
    } maŋŋá go liŋka ii šat doaimma
privacy-kept-trail = Vuohttinloggu
privacy-kept-trail-time = { $days ->
        [one] Okta beaivi
       *[other] { $days } beaivvi
    }
privacy-kept-session = Sisaloggen
privacy-kept-session-time = { $minutes } minuhta geavaheami haga, ja eanemustá { $hours } diimmu
privacy-kept-entry = Journálanummir, referánsa, áiggit, dokumeanttaid lohku ja sturrodat
privacy-kept-entry-time = Álo. Dat eai muital gii don leat
privacy-kept-archive = Arkiivvas gustojit suohkana iežas njuolggadusat ja arkiivaláhka.
privacy-kept-backup = Dat mii lea sihkkojuvvon, sáhttá leat krypterejuvvon sihkkarvuođakopiijain dassážii go dat čállojuvvojit badjel.
privacy-cookies-heading = Diehtočoahkut (cookies)
privacy-cookies-why = Mii geavahit dušše diehtočoahkuid maid haga bálvalus ii doaimma. Danne mii eat bivdde miehtama (ekomláhka § 3-15). Dát lea buot maid mii vurket neahttalohkkái:
privacy-cookie-session = Doallá du sisa loggejuvvon. Sihkkojuvvo go logget olggos dahje giddet neahttalohkki. Doaibmá eanemustá { $hours } diimmu.
privacy-cookie-login = Muitá sisaloggema mii lea álggahuvvon. Nama loahppa lea sahtedohkko. Sihkkojuvvo go leat loggen sisa, ja maŋimusat { $minutes } minuhta geažes.
privacy-cookie-starts = Bisseha sisaloggema mii manná birra. Sihkkojuvvo moatti sekundda geažes.
privacy-cookie-ansattporten = Muitá ahte leat leamaš Ansattportenis, vai don sáhtát loggejuvvot olggos maiddái doppe. Sihkkojuvvo go logget olggos dahje giddet neahttalohkki.
privacy-cookie-lang = Muitá giela maid leat válljen. Sihkkojuvvo jagi geažes.
privacy-cookie-warning = Muitá dán gilkoris ahte don leat váruhuvvon ahte sisaloggen nohká. Ii leat diehtočoahkku, iige goassege sáddejuvvo midjiide. Sihkkojuvvo go giddet gilkora.
privacy-cookies-others = ID-portenis leat iežas diehtočoahkut iežas siidduin.
privacy-rights-heading = Du vuoigatvuođat
privacy-rights-what = Sáhtát bivdit suohkana čájehit dieđuid du birra, ja divvut, sihkkut dahje ráddjet daid. Sáhtát maiddái vuosttildit ahte mii geavahit daid.
privacy-rights-self = Gárvemeahttun sáddejumiid sáhtát ieš sihkkut. Dan maid leat sádden, sáhtát geassit ruovttoluotta nu guhká go arkiiva ii leat viežžan dan.
privacy-rights-archive = Dan maid arkiiva lea vuostáiváldán, suohkan ferte dábálaččat vurket.
privacy-officer-heading = Persovdnasuodjeáittardeaddji
privacy-officer-what = Persovdnasuodjeáittardeaddji vástida gažaldagaid persovdnasuoji birra suohkanis.
privacy-complaint-heading = Váidin
privacy-complaint = Jus oaivvildat ahte suohkan geavaha du dieđuid boastut, de sáhtát váidit bearráigeahčči eiseváldái:
privacy-complaint-link = Váidde Datatilsynetii

## Accessibility
accessibility-heading = Olahahttivuohta
accessibility-description = Mii lea dahkkon vai buohkat sáhttet sáddet dokumeanttaid, mii ii leat doarvái buorre, ja mo don dieđihat: { $municipality }.
accessibility-intro = { $municipality } háliida ahte buohkat galget sáhttit geavahit dán bálvalusa. Dat lea ráhkaduvvon WCAG 2.2 mielde, dássi AA.
accessibility-done-heading = Dát lea dahkkon
accessibility-done-keyboard = Buot lea ráhkaduvvon nu ahte dan sáhttá geavahit boallobevddiin, šearbmalohkkiin ja jietnastivremiin.
accessibility-done-zoom = Siidduid sáhttá stuoridit 400 prosentii, ja dat heivejit smávva šearpmaide.
accessibility-done-colours = Siiddut čuvvot du válljema: čuovgat, seavdnjadat dahje iežat ivnnit.
accessibility-done-script = Buot doaibmá JavaScripta haga.
accessibility-done-errors = Jus juoga lea boastut, de čuožžu mii dat lea, ja maid sáhtát dahkat.
accessibility-done-time = Dat maid leat vurken, ii jávkka go sisaloggen nohká.
accessibility-done-words = Sáhtát válljet girjedárogiela, ođđadárogiela, eaŋgalasgiela dahje davvisámegiela.
accessibility-done-tested = Siiddut geahččaluvvojit automáhtalaččat buot gielaide, smávva ja stuorra šearpmain.
accessibility-known-heading = Dát ii leat doarvái buorre
accessibility-known-people = Ii oktage gii geavaha veahkkeneavvuid beaivválaččat, leat vel geahččalan bálvalusa.
accessibility-known-sami = Ii oktage geas lea davvisámegiella eatnigiellan, leat lohkan davvisámegiel teavsttaid.
accessibility-known-time = Sisaloggen bistá eanemustá { $hours } diimmu, iige áiggi sáhte guhkidit. Dat lea ID-portena njuolggadus.
accessibility-known-direction = Čála mii manná olgešbealde gurutbeallái, sáhttá lohkkot boasttu ortnegis PDF:ain maid mii ráhkadit.
accessibility-known-others = Mii eat vástit ID-portena siidduid ovddas, eatge earáid siidduid ovddas gosa mii sáddet du.
accessibility-tell-heading = Dieđit midjiide
accessibility-tell-what = Muital suohkanii maid áigot dahkat, ja mii bissehii du. Suohkan sáhttá maiddái veahkehit du sáddet eará vugiin.
accessibility-tell-authority = Jus dat ii veahket, de sáhtát dieđihit bearráigehččui:
accessibility-tell-authority-link = IKT universála hábmema bearráigeahčču
accessibility-tell-statements = Almmolaš orgánaid olahahttivuođačilgehusat gávdnojit dáppe:
accessibility-tell-statements-link = uustatus.no

## My submissions
submissions-heading = Mu sáddejumit
submissions-new = Álggat ođđa sáddejumi
submissions-drafts-heading = Eai leat vel sáddejuvvon
submissions-drafts-hint = Vállje sáddejumi jus háliidat joatkit dainna. Dat maid it sádde, sihkkojuvvo go { $days ->
        [one] okta beaivi lea
       *[other] { $days } beaivvi leat
    } gollan das go rievdadit dan maŋimusat.
submissions-draft-facts = Maŋimus rievdaduvvon { $updated }. { $count ->
        [0] Eai leat dokumeanttat.
        [one] Okta dokumeanta.
       *[other] { $count } dokumeantta.
    }
submissions-untitled = Bajilčállaga haga
submissions-delete = Sihko
submissions-sent-heading = Sáddejuvvon
submissions-sent-none = It leat vel sádden maidege.

## Step 1: sender
sender-heading = Gean ovddas don sáddet?
sender-intro = Suohkan diehtá gii don leat, go don leat loggen sisa. It dárbbaš čállit iežat riegádannummira.
sender-legend = Sáddejeaddji
sender-person = Iežan ovddas, priváhtaolmmožin
sender-organisation = Fitnodaga ovddas
sender-organisation-hint = Ovdamearkka dihtii fitnodat, searvi dahje organisašuvdna.
sender-organisation-number = Organisašuvdnanummir
sender-organisation-number-hint = Deavdde dušše jus sáddet fitnodaga ovddas. Nummiris leat 9 logu.

## Step 2: message
message-heading = Masa sáddejupmi guoská?
message-intro = Buot ferte devdojuvvot, earret dat mii lea merkejuvvon eaktodáhtolažžan.
message-title = Bajilčála
message-title-hint = Muital oanehaččat masa sáddejupmi guoská, ovdamearkka dihtii «Vástádus reivii huksenášši birra».
message-title-warning = Bajilčála sáhttá šaddat oidnosii buohkaide suohkana poastalisttus. Ale čále namaid, riegádannummira dahje maidege eará priváhta dasa.
message-case-number = Áššenummir (eaktodáhtolaš)
message-case-number-hint = Gávdno reivves maid leat ožžon suohkanis, ovdamearkka dihtii 2023/587.
message-comment = Kommentára (eaktodáhtolaš)
message-comment-hint = Kommentára čuovvu sáddejumi ja vurkejuvvo krypterejuvvon hámis.
message-confidential-legend = Luhtolaš dieđut (eaktodáhtolaš)
message-confidential = Sáddejumis leat luhtolaš dahje rašis dieđut
message-confidential-hint = Ovdamearkka dihtii dearvvašvuođa, mánáidsuodjalusa dahje priváhta ekonomiija birra. Jus merket dán, de mii evttohit ahte bajilčála, sáddejeaddji ja dokumeanttat čihkkojuvvojit earáin dassážii go arkivára lea árvvoštallan sáddejumi. Suohkan ieš oaidná ain buot.
message-email = E-poastačujuhus
message-email-hint = Deike mii sáddet duođaštusa. Dat ii muital maidege sisdoalus.

## Step 3: files
files-heading = Bija fiillaid mielde
files-list-heading = Sáddejumi fiillat
files-none = It leat vel láden bajás fiillaid.
files-remove = Váldde eret
files-add-heading = Láde bajás fiillaid
files-choose = Vállje fiillaid
files-hint-order = Sáhtát válljet máŋga oktanaga. Vuosttaš fiila šaddá váldodokumeantan, ja earát šaddet mielddusin.
files-hint-types = Sáhtát sáddet { $kinds }.
files-prefer-pdf = Vállje PDF go sáhtát.
files-hint-size = Fiila sáhttá leat eanemustá { $max } MB, ja zip-fiila eanemustá { $zip } MB.
files-refused = { $count ->
        [one] Dát fiila ii váldojuvvon vuostá:
       *[other] Dát fiillat eai váldojuvvon vuostá:
    }
files-upload = Láde bajás
files-continue = Joatkke dárkkisteapmái

## The files page: order, help and what a script says
files-order-hint = Bajimus fiila lea váldodokumeanta. Sirdde deháleamos fiilla bajimussii.
files-order-drag = Sáhtát maiddái geassit fiillaid.
files-move-up = Sirdde bajás
files-move-down = Sirdde vulos
files-remove-heading = Áiggut go váldit fiilla eret?
files-remove-what = Fiila sihkkojuvvo dás. Jus dus alddát ain lea dat, de sáhtát ládet dan ođđasit bajás.
files-remove-confirm = Váldde fiilla eret
files-remove-cancel = Seailut fiilla
files-photo = Govve
files-drop = Geasse fiillaid deike, dahje vállje daid.
files-help = Veahkki fiillaid birra
files-help-pdf = Ná ráhkadat PDF-fiilla
files-help-zip = Ná ráhkadat zip-fiilla
files-help-photo = Ná sáddet govaid
files-help-password = Ná váldát beassansáni eret
files-help-size = Ná sáddet stuorra fiillaid
files-help-new-tab = (rahpasa ođđa lásis)
files-uploads-label = Fiillat mat ládejuvvojit bajás
files-cancel = Gaskkalduhte
files-retry = Geahččal ođđasit
files-dismiss = Váldde listtus eret
files-script-waiting = Vuordá vuoru
files-script-sending = Sáddejuvvo: { $percent } %
files-script-seconds = sullii { $seconds } sekundda vel
files-script-minute = sullii okta minuhtta vel
files-script-minutes = sullii { $minutes } minuhta vel
files-script-checking = Fiila lea ollen ovdan ja dárkkistuvvo.
files-script-broken = Oktavuohta boatkanii, ja fiila ii leat vel sáddejuvvon. Mii geahččalit ieža ođđasit.
files-script-offline = Dus ii leat neahttaoktavuohta. Fiila sáddejuvvo go oktavuohta lea fas.
files-script-not-changed = Rievdadus ii leat vurkejuvvon.
files-script-online = Neahttaoktavuohta lea fas. Fiillat sáddejuvvojit.
files-script-begun = { $name } sáddejuvvo.
files-script-begun-many = { $count } fiilla sáddejuvvojit.
files-script-percent = { $percent } % lea sáddejuvvon.
files-script-added = { $name } lea lasihuvvon.
files-script-added-many = { $count } fiilla leat lasihuvvon.
files-script-cancelled = { $name } lea gaskkalduhttojuvvon.
files-script-removed = { $name } lea váldojuvvon eret.
files-script-moved = { $name } lea dál nummir { $place }. Oktiibuot { $total }.
files-script-logged-out = Don leat loggejuvvon olggos, ja fiila ii leat sáddejuvvon.
files-lost-one = Okta fiila ii leat sáddejuvvon. Jus logget sisa dás, de fertet válljet dan ođđasit.
files-lost-many = { $count } fiilla eai leat sáddejuvvon. Jus logget sisa dás, de fertet válljet daid ođđasit.
files-leave-heading = Áiggut go joatkit dál?
files-leave-one = Okta fiila ii leat vel sáddejuvvon.
files-leave-many = { $count } fiilla eai leat vel sáddejuvvon.
files-leave-refused-one = Okta fiila ii váldojuvvon vuostá.
files-leave-refused-many = { $count } fiilla eai váldojuvvon vuostá.
files-leave-what = Dat mii ii leat sáddejumis, ii boađe mielde.
files-leave-wait = Vuordde dassážii go buot lea sáddejuvvon
files-leave-stay = Báze siidui
files-leave-go = Joatkke daid haga
err-file-type = Suohkan ii sáhte váldit vuostá fiillaid main lea dákkár loahppa namas.
err-file-folder = Dát lea máhppa, iige fiila.
rec-file-folder = Vállje máhpa fiillaid, dahje páhkke máhpa zip-fiilan.
err-file-not-sent = Fiila ii sáhttán ládejuvvot bajás.
rec-file-not-sent = Dárkkis ahte dus lea neahttaoktavuohta, ja geahččal ođđasit.

## Step 4: review
review-heading = Dárkkis ovdal go sáddet
review-intro = Geahča ahte buot lea riekta. Maŋŋil ii sáhte šat rievdadit sáddejumi.
review-change = Rievdat
review-not-given = Ii leat devdojuvvon
review-no-documents = Eai leat fiillat mielde
public-title-screened = čihkkojuvvon
public-title-confidential = Mii evttohit čiehkat sihke bajilčállaga ja sáddejeaddji.
public-title-names = Násttit leat dan sajis mii sáhttá leat namma dahje nummir.
review-before-send = Go sáddet, de biddjojuvvo sáddejupmi suohkana arkiivii. Suohkan mearrida mii šaddá oidnosii poastalisttus, maid buohkat sáhttet lohkat.
review-send = Sádde: { $municipality }
review-not-reached = Sáddejupmi ii leat sáddejuvvon, go mii eat oaččo oktavuođa bálvalusain. Buot lea vurkejuvvon. Dárkkis ahte dus lea neahttaoktavuohta, ja deaddil boalu ođđasit.

## Receipt
receipt-title = Vuostáiváldinduođaštus { $reference }
receipt-heading = Sáddejupmi lea sáddejuvvon
receipt-reference-lead = Du referánsa lea
receipt-promise = { $municipality } lea vuostáiváldán sáddejumi. Dat lea vurkejuvvon sihkkarit ja krypterejuvvon.
receipt-details-heading = Vuostáiváldinduođaštus
receipt-next-heading = Mii dál dáhpáhuvvá?
receipt-next-archive = Arkiiva viežžá dokumeanttaid ja bidjá daid rivttes áššái.
receipt-next-email = Oaččut e-poastta mas leat referánsa ja journálanummir.
receipt-next-contact = Muital referánssa jus válddát oktavuođa suohkaniin sáddejumi birra.
receipt-archived-heading = Arkiiva lea vuostáiváldán sáddejumi
receipt-archived-said = { $municipality } arkiiva lea duođaštan ahte lea vuostáiváldán buot dokumeanttaid.
receipt-journalled-heading = Sáddejupmi lea journálerejuvvon
receipt-journalled-said = { $municipality } lea viežžan sáddejumi ja journáleren dan arkiivasis.
receipt-returned-heading = Sáddejupmi lea máhcahuvvon dutnje
receipt-returned-said = { $municipality } vuostáiválddii sáddejumi, muhto lea máhcahan dan iige daga dainna eambbo.
receipt-withdrawn-heading = Sáddejupmi lea gessojuvvon ruovttoluotta
receipt-withdrawn-said = Don leat geassán sáddejumi ruovttoluotta. { $municipality } arkiiva ii lean viežžan dan, ja dokumeanttat sihkkojuvvojit loahpalaččat. Journálanummir bissu suohkana journálas.
receipt-undelivered = Mii eat nagodan sáddet e-poastta čujuhussii mii lea duođaštusas. Dárkkis lea go dat rievttes láhkai čállojuvvon. Du duođaštus lea dás.
receipt-progress-heading = Gos lea sáddejupmi dál?
receipt-next-outcome = Oaččut ođđa e-poastta go arkiiva lea duođaštan ahte lea vuostáiváldán buot, dahje lea máhcahan sáddejumi.
receipt-withdraw-hint = Leat go sádden juoidá boastut? Sáhtát geassit sáddejumi ruovttoluotta nu guhká go arkiiva ii leat viežžan dan.
receipt-withdraw = Gease sáddejumi ruovttoluotta
receipt-print = Háliidat go siiddu báhpiris? Geavat neahttalohkki čálihandoaimma. Gávnnat dan maiddái du sáddejumiid gaskkas.

## Withdrawing
withdraw-heading = Áiggut go geassit sáddejumi ruovttoluotta?
withdraw-what = Jus geasat sáddejumi ruovttoluotta:
withdraw-documents = Dokumeanttat sihkkojuvvojit loahpalaččat. Suohkan ii beasa lohkat daid, itge sáhte oažžut daid ruovttoluotta.
withdraw-entry = Sáddejupmi bissu suohkana journálas nummirin { $number }, ruovttoluotta gessojuvvon.
withdraw-until = Dat lea vejolaš dušše nu guhká go arkiiva ii leat viežžan sáddejumi.
withdraw-confirm = Gease sáddejumi ruovttoluotta
withdraw-cancel = Seailut sáddejumi

## On the way to a log-in elsewhere
onward-heading = Fertet logget sisa oktii vel
onward-what = Don sáddejuvvot viidáseappot automáhtalaččat. Dat maid leat deavdán, lea vurkejuvvon.
onward-continue = Joatkke sisaloggemii

## Still being finished
sending-heading = Sáddejupmi lea vuostáiváldon ja gárvejuvvo
sending-what = Dábálaččat dat ádjána dušše moadde sekundda. Duođaštus boahtá deike go buot lea gárvvis.
sending-safe = Sáhtát dorvvolaččat giddet siiddu. Sáddejupmi gárvána goittotge, ja duođaštus lea du sáddejumiid gaskkas.
sending-receipt = Geahča lea go duođaštus gárvvis

## The signed receipt, and the page where it is checked
receipt-download = Viečča duođaštusa (PDF)
receipt-download-why = Vurke fiilla. Dat lea vuolláičállojuvvon, nu ahte sáhtát čájehit maid suohkan vuostáiválddii, maiddái jagiid geažes.
receipt-kept-until = Dát siidu sihkkojuvvo { $day }.
receipt-kept-days = Dát siidu sihkkojuvvo { $days ->
        [one] ovtta beaivvi
       *[other] { $days } beaivvi
    } maŋŋá go arkiiva lea geargan sáddejumiin dahje dat lea gessojuvvon ruovttoluotta.
proof-received = { $municipality } lea vuostáiváldán dokumeanttaid vuolábealde.
proof-organisation = { $name }, organisašuvdnanummir { $number }
proof-declared = { $organisation } (sáddejeaddji ieš almmuhan, ii dárkkistuvvon)
proof-received-at = Vuostáiváldojuvvon
proof-comment = { $name } (sáddejeaddji kommentára)
proof-check-heading = Ná duođaštus dárkkistuvvo
proof-check-what = Suohkana portála lea vuolláičállán duođaštusa. Dat čájeha ahte suohkan vuostáiválddii dáid dokumeanttaid dán áiggis. Dat ii čájet ahte oktage lea lohkan, dohkkehan dahje árvvoštallan daid. Iige dat čájet lea go sáddejupmi maŋŋil gessojuvvon ruovttoluotta dahje máhcahuvvon.
proof-check-file = Vurke PDF-fiilla nugo dat lea, ovttas dokumeanttaiguin maid sáddejit. Vuolláičála lea fiillas. Čálihuvvon báhpira, dahje fiilla maid eará prográmma lea vurken ođđasit, ii sáhte dárkkistit.
proof-check-how = Juohkehaš geas fiila lea, sáhttá dárkkistit dan, ja lea go dokumeanta seamma go vuostáiváldojuvvui:
proof-check-page = Neahttasiidu
proof-check-command = Gohččunlinnjá
proof-check-keys = Almmolaš čoavdagat
proof-check-key = Vuolláičállojuvvon čoavdagiin
proof-attachment = Vuolláičála, prográmmaide
verify-link = Dárkkis duođaštusa
verify-heading = Dárkkis duođaštusa
verify-intro = Dáppe sáhtát dárkkistit lea go { $municipality } addán duođaštusa, ja leat go dokumeanttat seammát go suohkan vuostáiválddii.
verify-privacy = It dárbbaš logget sisa. Fiillat dárkkistuvvojit ja de bálkestuvvojit. Ii mihkkige vurkejuvvo.
verify-receipt = Duođaštus (PDF)
verify-receipt-hint = PDF-fiila nugo dat vižžojuvvui dás, eanemustá { $max } MB.
verify-documents = Dokumeanttat (eaktodáhtolaš)
verify-documents-hint = Du iežat kopiijat dokumeanttain mat sáddejuvvojedje, oktiibuot eanemustá { $max } MB.
verify-submit = Dárkkis
err-verify-none-chosen = Vállje duođaštusa maid galgá dárkkistit.
err-verify-not-a-receipt = Fiila ii leat duođaštus dán bálvalusas. Vállje PDF-fiilla nugo dat vižžojuvvui dás. Čálihuvvon báhpira, dahje fiilla mii lea vurkejuvvon ođđasit, ii sáhte dárkkistit.
err-verify-too-large = Duođaštus lea stuorát go { $max } MB. Nu stuorra duođaštusaid ii atte dát bálvalus. Vállje eará fiilla.
verify-genuine-heading = Duođaštus lea duohta
verify-mismatch-heading = Duođaštus lea duohta, muhto eai buot dokumeanttat heive
verify-genuine-what = { $municipality } lea addán dan, ja das ii leat mihkkige rievdaduvvon.
verify-genuine-limits = Duođaštus čájeha ahte suohkan lea vuostáiváldán dokumeanttaid. Dat ii čájet ahte oktage lea lohkan, dohkkehan dahje árvvoštallan daid. Iige dat čájet lea go sáddejupmi maŋŋil gessojuvvon ruovttoluotta dahje máhcahuvvon.
verify-compared-heading = Dokumeanttat maid dárkkistit
verify-compared-same = Lea seamma maid suohkan vuostáiválddii: dokumeanta { $number }, { $name }.
verify-compared-none = Ii leat duođaštusa dokumeanttaid gaskkas. Fiila sáhttá leat rievdaduvvon maŋŋá go sáddejuvvui, dahje leat eará fiila.
verify-compared-no-files = It válljen dokumeanttaid. Dušše duođaštus lea dárkkistuvvon.
verify-received-heading = Dán suohkan vuostáiválddii
verify-not-genuine-heading = Duođaštus ii leat duohta
verify-altered-what = Fiila ii leat nugo dat vuolláičállojuvvui. Dat lea rievdaduvvon dahje billašuvvan, dahje eará prográmma lea vurken dan ođđasit.
verify-unknown-key-what = Fiilla vuolláičála ii leat suohkana.
verify-other-issuer-what = Fiila lea vuolláičállojuvvon, muhto eará bálvalus lea addán dan: { $issuer }.
verify-not-genuine-remedy = Dárkkis fiilla nugo dat vižžojuvvui bálvalusas. Jus soamis lea addán dutnje fiilla, de jeara sus das, dahje váldde oktavuođa suohkaniin. Gii sáddii, sáhttá viežžat duođaštusa ođđasit nu guhká go dat lea sáddejumiid gaskkas.
verify-again = Dárkkis eará duođaštusa
error-verify-busy-heading = Máŋggas dárkkistit duođaštusaid justa dál
error-verify-busy-what = Mii dárkkistit dušše moadde duođaštusa háválassii.
error-verify-busy-remedy = Vuordde minuhta, ja geahččal ođđasit.

## Logged out
logged-out-heading = Don leat loggejuvvon olggos
logged-out-what = Dat maid leat vurken muhto it sádden, lea gárvvis go boahtte háve logget sisa.
logged-out-shared = Jus earátge geavahit dán dihtora, de gidde maiddái neahttalohkki.

## E-mail
mail-receipt-subject = Vuostáiváldinduođaštus, sáddejupmi { $reference }
mail-greeting = Bures!
mail-receipt-received = { $municipality } lea vuostáiváldán du sáddejumi, mas { $count ->
        [one] lea okta dokumeanta
       *[other] leat { $count } dokumeantta
    }.
mail-receipt-see = Logge sisa jus háliidat oaidnit olles duođaštusa:
mail-receipt-contents = Persovdnasuoji dihte ii daddjo dás maid leat sádden. Vurke referánssa, ja muital dan jus válddát oktavuođa suohkaniin.
mail-not-you = Jus it leat sádden maidege, de lea soaitán muhtun čállit boasttu e-poastačujuhusa. Dalle it dárbbaš beroštit dán e-poasttas. Dasa ii sáhte vástidit.
mail-outcome-archived-subject = Arkiiva lea vuostáiváldán sáddejumi { $reference }
mail-outcome-journalled-subject = Sáddejupmi { $reference } lea journálerejuvvon
mail-outcome-journalled-said = { $municipality } arkiiva lea journáleren du sáddejumi.
mail-outcome-returned-subject = Sáddejupmi { $reference } lea máhcahuvvon
mail-outcome-returned-said = { $municipality } arkiiva lea máhcahan du sáddejumi. Suohkan ii daga dainna eambbo.
mail-outcome-returned-see = Logge sisa jus háliidat oaidnit manne, ja maid don sáhtát dahkat:
mail-outcome-withdrawn-subject = Sáddejupmi { $reference } lea gessojuvvon ruovttoluotta
mail-outcome-withdrawn-said = Don leat geassán ruovttoluotta sáddejumi man sáddejit: { $municipality }. Arkiiva ii lean viežžan dan, ja dokumeanttat sihkkojuvvojit.
mail-outcome-withdrawn-entry = Journálanummir bissu suohkana journálas, ruovttoluotta gessojuvvon.
mail-outcome-withdrawn-not-you = Jus it leat ieš geassán dan ruovttoluotta, de váldde oktavuođa suohkaniin ja muital referánssa. Dán e-postii ii sáhte vástidit.
mail-outcome-see = Logge sisa jus háliidat oaidnit duođaštusa:
mail-outcome-contents = Persovdnasuoji dihte ii daddjo dás maid sáddejupmi guoská. Muital referánssa jus válddát oktavuođa suohkaniin.
mail-draft-subject = Dus lea sáddejupmi mii ii leat sáddejuvvon: { $municipality }
mail-draft-begun = Don leat álgán sáddejumiin, muhto it leat sádden dan. Vuostáiváldi: { $municipality }
mail-draft-deleted = Dat sihkkojuvvo { $day } jus it joatkke dainna ovdal dan.
mail-draft-changed = Maŋimus rievdaduvvon
mail-draft-deleted-on = Sihkkojuvvo
mail-draft-see = Logge sisa jus háliidat joatkit:
mail-draft-nothing = Jus it hálit sáddet dan, de it dárbbaš dahkat maidege.
mail-draft-not-you = Jus it leat álgán maidege, de lea soaitán muhtun čállit boasttu e-poastačujuhusa. Dalle it dárbbaš beroštit dán e-poasttas. Dasa ii sáhte vástidit.
mail-alarm-subject = { $count ->
        [one] Okta sáddejupmi vuordá
       *[other] { $count } sáddejumi vurdet
    } arkiivva
mail-alarm-waits = Arkiivii, { $municipality }: { $count ->
        [one] okta sáddejupmi lea
       *[other] { $count } sáddejumi leat
    } vuordán eanet go { $minutes } minuhta dan ahte arkiiva duođašta.
mail-alarm-waiting = Vurdet oktiibuot
mail-alarm-fetched = Dáin vižžojuvvon, muhto eai duođaštuvvon
mail-alarm-returned = Máhcahuvvon sáddejeaddjái
mail-alarm-oldest = Boarráseamosat, ja goas sáddejuvvojedje:
mail-alarm-do = Geahča lea go viežžan (sendsikkert pull) jođus, ja maid dat muitala. Dat mii lea vižžojuvvon muhto ii duođaštuvvon, bisánii matkkis arkiivii. Gohččun sendsikkert check portálas čájeha seamma loguid.
mail-alarm-safe = Sáddejumit leat dorvvolaččat portálas dassážii go arkiiva lea duođaštan. Nu guhká go juoga vuordá menddo guhká, boahtá dát e-poasta gitta golmma geardde beaivvis. Dasa ii sáhte vástidit.

## Status
step-received = Vuostáiváldon
step-fetched = Arkiiva lea viežžan
step-archived = Arkiiva lea vuostáiváldán
step-journalled = Journálerejuvvon arkiivii
step-returned = Máhcahuvvon
step-withdrawn = Don leat geassán ruovttoluotta
step-to-come = Ii vel
step-current = Sáddejupmi lea dál dás
step-archive-case = Arkiivva áššenummir
step-archive-journal = Arkiivva journálanummir

## Sent back by the archive
returned-why-heading = Manne lea dat máhcahuvvon?
returned-wrong-recipient = Arkiiva oaivvilda ahte sáddejupmi lea oaivvilduvvon eará vuostáiváldái go suohkanii.
returned-wrong-recipient-remedy = Gávnna geasa dat galgá, ja sádde dan dohko. Jus dat lei goittotge suohkanii, de sáhtát sáddet dan ođđasit.
returned-unreadable = Arkiiva ii sáhte lohkat ovtta dahje eanet dokumeanttaid.
returned-unreadable-remedy = Raba ieš fiillaid, ja geahča leat go ortnegis. Vurke daid ođđasit, áinnas PDF:n, ja sádde buot ođđasit.
returned-incomplete = Arkiiva oaivvilda ahte juoga váilu.
returned-incomplete-remedy = Gávnna dan mii váilu, ja sádde buot ođđasit.
returned-other = Arkiiva lea čállán manne.
returned-other-remedy = Loga dieđu arkiivvas, divo dan maid ferte divvut, ja sádde buot ođđasit.
returned-do-heading = Maid sáhtát dahkat?
returned-reply = Sáddejupmi lei vástádus reivii. Čuovo reivve liŋkka go sáddet ođđasit. Dalle šaddá ođđa sáddejupmi maiddái vástádussan reivii.
returned-entry = Dán sáddejumi ii sáhte rievdadit. Ođđa sáddejupmi oažžu iežas journálanummira.

## What was filled in
err-sender-missing = Vállje sáddet go priváhtaolmmožin vai fitnodaga ovddas.
err-organisation-number-missing = Čále fitnodaga organisašuvdnanummira.
err-organisation-number-invalid = Dárkkis organisašuvdnanummira. Unnimusat okta loguin ferte leat boastut.
err-title-missing = Čále bajilčállaga mii muitala masa sáddejupmi guoská.
err-title-too-long = Oanit bajilčállaga, das sáhttet leat eanemustá { $max } mearkka.
err-title-national-id = Váldde bajilčállagis eret nummira mas leat 11 logu dahje eanet. Dat sáhttá leat riegádannummir, ja bajilčála sáhttá šaddat oidnosii buohkaide.
err-case-number-invalid = Čále áššenummira nugo dat čuožžu suohkana reivviin, ovdamearkka dihtii 2023/587, dahje divtte gietti guorusin.
err-comment-too-long = Oanit kommentára, das sáhttet leat eanemustá { $max } mearkka, dahje bija teavstta PDF-fiilii.
err-email-missing = Čále e-poastačujuhusa masa duođaštus galgá sáddejuvvot.
err-email-invalid = Čále e-poastačujuhusa ná: namma@ovdamearka.no, gaskkaid ja bustávaid nugo æ, ø ja å haga.
err-files-missing = Láde bajás unnimusat ovtta fiilla ovdal go sáddet.
err-files-none-chosen = Vállje unnimusat ovtta fiilla ovdal go joatkkát.

## Files that are refused
err-file-empty = Fiila lea guorus.
rec-file-empty = Raba fiilla ja geahča lea go das sisdoallu. Vurke dan ođđasit, ja láde dan fas bajás.
err-file-kind = Fiila lea { $found }, ja dan suohkan ii sáhte váldit vuostá.
rec-file-kind = Vurke sisdoalu fiilašládjan maid sáhttit váldit vuostá, áinnas PDF, ja láde bajás dan fiilla.
err-file-unknown-kind = Mii eat dovdda fiilla sisdoalu.
rec-file-unknown-kind = Vurke sisdoalu fiilašládjan maid sáhttit váldit vuostá, áinnas PDF, ja láde bajás dan fiilla.
err-file-extension = Fiilanama loahpas lea «{ $extension }», muhto sisdoallu lea eará šládja.
rec-file-extension = Atte fiilii loahpa mii heive sisdollui, dahje vurke dan ođđasit PDF:n.
err-file-too-large = Fiila lea stuorát go { $max } MB.
rec-file-too-large = Páhkke fiilla zip-fiilan ja láde bajás zip-fiilla, dahje juoge dan unnit fiilan.
err-file-zip-too-large = Zip-fiila lea stuorát go { $max } MB.
rec-file-zip-too-large = Juoge sisdoalu máŋgga zip-fiilii.
err-file-submission-too-large = Dáinna fiillain šattašii sáddejupmi oktiibuot stuorát go { $max } MB.
rec-file-submission-too-large = Sádde loahpaid ođđa sáddejumis, ja čále seamma áššenummira dahje bajilčállaga.
err-file-too-many-documents = Sáddejumis sáhttet leat eanemustá { $max } dokumeantta.
rec-file-too-many-documents = Čohkke máŋga dokumeantta ovtta PDF-fiilii dahje zip-fiilii, dahje sádde loahpaid ođđa sáddejumis.
err-file-zip-encrypted = Zip-fiila lea suodjaluvvon beassansániin.
rec-file-zip-encrypted = Ráhkat zip-fiilla ođđasit beassansáni haga. Buot maid dás sáddet, krypterejuvvo goittotge.
err-file-zip-nested = Zip-fiillas lea nubbi páhkkejuvvon fiila: { $member }
rec-file-zip-nested = Páhkke olggos siskkit fiilla, ja ráhkat ođđa zip-fiilla sisdoaluin.
err-file-zip-unsafe-path = Zip-fiillas lea fiila mii šattašii máhpa olggobeallái go páhkkejuvvo olggos: { $member }
rec-file-zip-unsafe-path = Ráhkat zip-fiilla ođđasit dábálaš máhpas.
err-file-zip-member = «{ $member }» zip-fiillas: { $what }
rec-file-zip-member = { $remedy } Ráhkat dasto zip-fiilla ođđasit.
err-file-zip-office = Fiila lea Office-dokumeanta dahje sullasaš, ii dábálaš zip-fiila.
rec-file-zip-office = Raba dokumeantta, vurke dan PDF:n ja láde bajás PDF-fiilla.
err-file-zip-too-many = Zip-fiillas leat eanet go { $max } fiilla.
rec-file-zip-too-many = Juoge fiillaid máŋgga zip-fiilii.
err-file-zip-bomb = Zip-fiila šaddá beare stuoris go páhkkejuvvo olggos.
rec-file-zip-bomb = Páhkke unnit fiillaid oktii, dahje láde daid bajás okta hávális.
err-file-zip-duplicate = Zip-fiillas leat eanet go okta fiila main lea seamma namma: { $member }
rec-file-zip-duplicate = Atte fiillaide iešguđet namaid, ja ráhkat zip-fiilla ođđasit.
err-file-zip-damaged = Zip-fiila lea billašuvvan ja ii sáhte rahpojuvvot.
rec-file-zip-damaged = Ráhkat zip-fiilla ođđasit, dárkkis ahte sáhtát dan rahpat, ja láde dan ođđasit bajás.
err-file-zip-empty = Zip-fiillas eai leat fiillat.
rec-file-zip-empty = Ráhkat zip-fiilla ođđasit daid fiillaiguin maid háliidat sáddet.
err-file-zip-method = Zip-fiila lea páhkkejuvvon vugiin maid mii eat sáhte lohkat: { $member }
rec-file-zip-method = Ráhkat zip-fiilla ođđasit dainna mii lea du dihtoris: Windowsas «Komprimert mappe», Macas «Komprimer».
err-file-svg = Fiila lea SVG-sárgun. Das sáhttá leat prográmmakoda, ja danne ii váldojuvvo vuostá.
rec-file-svg = Vurke sárguma PDF:n dahje PNG:n, ja láde bajás dan fiilla.
rec-file-archive = Páhkke olggos fiilla, ja ráhkat zip-fiilla sisdoaluin.
rec-file-image = Vurke gova JPEG:n, ja láde bajás dan gova. iPhone-telefovnnas: Vállje «Innstillinger», «Kamera», «Formater» ja «Mest kompatibel», ja govve ođđasit.
rec-file-audio = Vurke jiena MP3:n, ja láde bajás dan fiilla.
rec-file-video = Vurke filmma MPEG-1- dahje MPEG-2-hámis (.mpg), ja láde bajás dan fiilla.
err-file-kind-not-taken = Fiila lea { $kind }, ja dan šlája suohkan ii váldde dás vuostá.
err-file-damaged = Fiila lea billašuvvan dahje váilevaš, ja dan ii sáhte rahpat.
rec-file-damaged = Geahččal ieš rahpat fiilla. Jus lihkostuvvá, de vurke dan ođđasit dahje čálit dan PDF:n, ja láde bajás ođđa fiilla. Jus ii lihkostuva, de bivdde oažžut fiilla ođđasit.
err-file-hidden = Fiillas lea maiddái { $found }.
rec-file-hidden = Raba fiilla, vurke dan ođđasit dahje čálit dan PDF:n, ja láde bajás ođđa fiilla.
err-file-password = Fiilla ii sáhte rahpat beassansáni haga.
rec-file-password = Raba fiilla beassansániin, vurke dan ođđasit beassansáni haga dahje čálit dan PDF:n, ja láde bajás ođđa fiilla. Buot maid dás sáddet, krypterejuvvo goittotge.
err-file-picture-too-large = Govas leat nu ollu govvačuoggát ahte dan ii sáhte čájehit.
rec-file-picture-too-large = Daga gova unnibun, vurke dan ođđasit ja láde bajás ođđa gova.
err-file-xml-entity = XML-fiillas leat sierra entitehtat (<!ENTITY …>), ja dan sáhttá leat váralaš rahpat.
rec-file-xml-entity = Vurke fiilla entitehtaid haga, dahje bivdde su geas leat ožžon fiilla, dahkat dan.
err-file-xml-dtd = XML-fiila vuođđuduvvá DTD-fiilii mii lea eará sajis iige čuovo mielde.
rec-file-xml-dtd = Vurke XML-fiilla DOCTYPE-linjjá haga, dahje bivdde su geas leat ožžon fiilla, dahkat dan.
err-file-xml-malformed = XML-fiillas lea meattáhus linnjás { $line }, ja dan ii sáhte lohkat.
rec-file-xml-malformed = Ráhkat fiilla ođđasit dainna prográmmain mas dat boahtá, ja láde bajás ođđa fiilla.
err-file-xml-limits = XML-fiillas leat menddo ollu dásit dahje menddo ollu attribuhtat.
rec-file-xml-limits = Ráhkat fiilla ođđasit álkit hámis, dahje vurke sisdoalu PDF:n.
err-file-sosi = SOSI-fiillas lea meattáhus linnjás { $line }: { $fault }.
rec-file-sosi = Ráhkat fiilla ođđasit dainna prográmmain mas dat boahtá, ja láde bajás ođđa fiilla.
sosi-no-end = .SLUTT váilu
sosi-level-leap = elemeanta lea eanet go ovtta dási vuollelis go ovddit elemeanta
sosi-binary = das leat mearkkat mat eai gula tekstii
sosi-parenthesis = referánssaid mearkkat «(» ja «)» eai heive oktii
err-file-malware = Mii gávnnaimet vahágahtti prográmma fiillas, ja eat leat vurken fiilla.
rec-file-malware = Ale raba fiilla. Dárkkis telefovnna dahje dihtora antivirusprográmmain, ja láde bajás fiilla mii lea buhtis.
err-file-scan-limits = Fiillas lea nu ollu sisdoallu ahte mii eat sáhte dárkkistit lea go das vahágahtti prográmma.
rec-file-scan-limits = Juoge sisdoalu máŋgga fiilii, ja láde daid bajás.
err-file-not-scanned = Justa dál mii eat sáhte dárkkistit lea go fiillas vahágahtti prográmma, ja danne eat sáhte váldit fiilla vuostá.
rec-file-not-scanned = Geahččal ođđasit veaháš maŋŋil. Dat maid juo leat vurken, ii leat jávkan.
err-file-day-too-large = Sáhtát ládet bajás { $max } MB ovtta beaivvis, ja dáinna fiillain šattašii eanet.
rec-file-day-too-large = Láde bajás loahpaid ihttin. Sáddejupmi lea dalle ain dallil.

## What a file is
list-and = { $others } ja { $last }
kind-pdf = PDF-dokumeanta
kind-jpeg = JPEG-govva
kind-tiff = TIF-govva
kind-png = PNG-govva
kind-xml = XML-dokumeanta
kind-html = HTML-dokumeanta
kind-sosi = SOSI-kárta
kind-mp3 = MP3-jietna
kind-mpeg = MPEG-filbma
kind-zip = zip-fiila
found-executable = prográmma
found-office = Office-dokumeanta, ovdamearkka dihtii Wordas dahje Excelis
found-archive = páhkkejuvvon fiila mii ii leat zip
found-image = govva mii ii leat JPEG, TIF iige PNG
found-camera-raw = RAW-fiila kámeras
found-audio = jietna mii ii leat MP3
found-video = filbma mii ii leat MPEG
found-mp4 = MP4- dahje QuickTime-filbma, mii ii leat MPEG
found-font = fonta
found-document = eará šlája dokumeanta
found-other = eará šlája fiila

## What is told of a file that was accepted
note-renamed = Fiila lea ožžon loahpa mii heive sisdollui.
note-trailing-data = Fiilla loahpa maŋis leat dovdameahttun dieđut.
note-pdf-not-archival = PDF-fiillas ii daddjo ahte dat lea PDF/A, ja dan ferte rievdadit ovdal go dat vurkejuvvo guhkes áigái.
note-pdf-restricted = PDF-fiila ráddje čáliheami, kopierema dahje rievdadeami.
note-pdf-script = PDF-fiillas lea JavaScript.
note-pdf-launch = PDF-fiila sáhttá álggahit prográmma dahje rahpat eará fiilla.
note-pdf-attachment = PDF-fiilla siste leat eará fiillat.
note-pdf-repaired = PDF-fiilla sisdoallolistu lea billašuvvan. Dábálaš prográmmat ráhkadit dan ođđasit.
note-tiff-big = Fiila lea BigTIFF, mii ii leat arkiivaformáhta, ja man boarráset prográmmat eai raba.
note-incomplete = Fiilla oasit váilot dahje leat billašuvvan. Dábálaš prográmmat čájehit dan mii das lea.
note-xml-doctype = XML-fiila čujuha dokumeantašlája definišuvdnii (DTD), mii ii leat vižžon.
note-html = Fiila lea neahttasiidu, mii ii leat arkiivaformáhta reivviide.
note-sosi-charset = SOSI-fiila lea čállojuvvon eará mearkačoakkáldagain go das daddjo.
note-sosi-charset-missing = SOSI-fiillas ii daddjo mainna mearkačoakkáldagain dat lea čállojuvvon.
note-sosi-version = SOSI-fiila lea boarráset go veršuvdna 2.2, dahje das ii daddjo makkár veršuvdna dat lea.
note-mpeg-1 = Filbma lea MPEG-1, mii ii leat arkiivaformáhta.
note-zip-member-extension = Zip-fiillas lea fiila man loahppa ii heive sisdollui.
note-comment = Portála lea ráhkadan dan kommentáras maid sáddejeaddji lea čállán.

## Error pages
error-request-id = Muital dán koda jus válddát oktavuođa:
error-not-found-heading = Eat gávdnan siiddu
error-not-found-what = Čujuhus sáhttá leat boastut, dahje sáddejupmi lea sihkkojuvvon.
error-not-found-remedy = Dárkkis čujuhusa, dahje mana du sáddejumiide ja vállje doppe.
error-expired-heading = Don it leat šat loggejuvvon sisa
error-expired-what = Dat dáhpáhuvvá muhtun áiggi maŋŋil, amas oktage eará beassat sisa, dahje go leat logget olggos eará sajis. Dat maid ledjet vurken, lea ain dallil, muhto ii dat maid čállet dan siidui gos bohtet.
error-expired-remedy = Logge ođđasit sisa, de boađát seamma siidui.
error-csrf-heading = Skovvi ii sáhttán váldojuvvot vuostá
error-csrf-what = Skovvi lea menddo boaris, dahje dat ii leat sáddejuvvon dán bálvalusas.
error-csrf-remedy = Mana ruovttoluotta, kopiere dan maid leat čállán, láde siiddu ođđasit ja geahččal vel oktii.
error-internal-heading = Juoga manai boastut min bealde
error-internal-what = Meattáhus lea min, ja dat lea registrerejuvvon. Dat maid leat vurken, lea ain dallil.
error-internal-remedy = Vuordde veaháš ja geahččal ođđasit. Váldde oktavuođa suohkaniin jus ii veahket.
error-login-failed-heading = It loggejuvvon sisa
error-login-failed-what = Sisaloggen ádjánii menddo guhká dahje ii sáhttán duođaštuvvot.
error-login-failed-remedy = Geahččal logget ođđasit sisa.
error-login-unavailable-heading = Sisaloggen ii doaimma justa dál
error-login-unavailable-what = Mii eat oaččo oktavuođa ID-porteniin.
error-login-unavailable-remedy = Geahččal ođđasit moatti minuhta geažes. Dat maid leat vurken, lea ain dallil.
error-too-large-heading = Dat maid sáddejit, lea menddo stuoris
error-too-large-what = Dat lei eanet go bálvalus sáhttá váldit vuostá oktanaga, ja danne mii bissehimet.
error-too-large-remedy = Mana ruovttoluotta, ja sádde unnit hávális.
error-fetched-heading = Sáddejumi ii sáhte geassit ruovttoluotta
error-fetched-what = Suohkana arkiiva lea juo viežžan dan.
error-fetched-remedy = Váldde oktavuođa suohkaniin, muital maid háliidat, ja muital referánssa. Dat lea duođaštusas du sáddejumiid gaskkas.
error-sent-already-heading = Sáddejupmi lea juo sáddejuvvon
error-sent-already-what = Sáddejuvvon sáddejumi ii sáhte dás rievdadit iige sihkkut.
error-sent-already-remedy = Geahča duođaštusa du sáddejumiid gaskkas. Jus háliidat lasihit juoidá, de álggat ođđa sáddejumi.
error-bad-request-heading = Eat ipmirdan dan mii sáddejuvvui
error-bad-request-what = Juoga váillui, dahje dat bođii hámis maid bálvalus ii dovdda.
error-bad-request-remedy = Mana ruovttoluotta, láde siiddu ođđasit ja geahččal vel oktii.

## Deleting a draft, and what is rarely wrong

err-organisation-number-digits = Čále organisašuvdnanummira 9 loguin.
err-sender-both = Don leat čállán organisašuvdnanummira. Vállje «Fitnodaga ovddas», dahje váldde nummira eret.
err-form-old = Skovvi lei boaris, muhto dat maid čállet, lea dás. Deaddil «Vurke ja joatkke» oktii vel.
err-file-zip-name = Zip-fiillas lea fiila man namas leat čihkkojuvvon mearkkat: { $member }
rec-file-zip-name = Atte fiilii ođđa nama, ja ráhkat zip-fiilla ođđasit.
err-file-zip-member-empty = Zip-fiillas lea guorus fiila: { $member }
rec-file-zip-member-empty = Váldde guorus fiilla eret, ja ráhkat zip-fiilla ođđasit.
rec-file-executable = Prográmmaid ii sáhte sáddet. Jus dát lea dokumeanta, de vurke dan PDF:n.
files-others-kept = Eará fiillat leat ládejuvvon bajás.
delete-heading = Áiggut go sihkkut gárvemeahttun sáddejumi?
delete-what = { $count ->
    [0] «{ $title }» sihkkojuvvo, iige dan sáhte oažžut ruovttoluotta.
    [one] «{ $title }» ja okta dokumeanta sihkkojuvvojit, iige daid sáhte oažžut ruovttoluotta.
   *[other] «{ $title }» ja { $count } dokumeantta sihkkojuvvojit, iige daid sáhte oažžut ruovttoluotta.
 }
delete-confirm = Sihko gárvemeahttun sáddejumi
delete-cancel = Seailut gárvemeahttun sáddejumi
err-file-not-stored = Mii eat nagodan vurket fiilla dál.
rec-file-not-stored = Dat lea min meattáhus. Geahččal ođđasit veaháš maŋŋil.

## The ID-porten simulator of the demo

simulator-heading = Simulerejuvvon ID-porten
simulator-warning = Dát lea simuláhtor geahččaleapmái. Olbmot eai gávdno, ja duohta ID-porten ii leat mielde.
simulator-choose = Geanin háliidat logget sisa?
simulator-person = Priváhtaolmmoš
simulator-manager = { $name } beaivválaš jođiheaddji, { $number }

## Sisaloggen ja olggosloggen

logging-out-heading = Measta gárvvis: logge olggos maiddái dáppe: { $provider }
logging-out-what = Don leat loggejuvvon olggos dáppe. Dassá go leat logget olggos maiddái dáppe: { $provider }, sáhttá son gii geavaha dihtora du maŋŋil, beassat sisa jearakeahttá.
logging-out-button = Logge olggos: { $provider }
logged-out-only-here = Mii eat ožžon oktavuođa: { $provider }. Doppe sáhtát ain leat loggejuvvon sisa. Gidde neahttalohkki jus earát geavahit dihtora.
error-login-cancelled-what = Sisaloggen gaskkalduvai.
error-login-cancelled-remedy = Logge ođđasit sisa go leat gárvvis. Dat maid leat vurken, lea ain dallil.
error-login-too-low-what = Dát bálvalus gáibida sihkkareappot vuogi logget sisa go dan maid geavahit.
error-login-too-low-remedy = Logge olggos ID-portenis. Geavat ovdamearkka dihtii BankID, Buypass dahje Commfides go logget ođđasit sisa.
error-login-unidentified-what = ID-porten ii addán midjiide norgga riegádannummira dahje D-nummira, ja dalle ii dieđe suohkan gii don leat.
error-login-unidentified-remedy = Logge sisa elektrovnnalaš ID:in mii lea čadnon du riegádannummirii dahje D-nummirii, dahje váldde oktavuođa suohkaniin.
error-too-many-logins-heading = Sisaloggen manná birra
error-too-many-logins-what = Neahttalohkki sáddejuvvui máŋgii sisaloggemii moatti sekunddas, ja danne mii bissehit dan.
error-too-many-logins-remedy = Vuordde veaháš, ja mana ruovttoluotta du sáddejumiide. Logge olggos ja fas sisa jus dat ii veahket.

## Fitnodaga ovddas, ja oktavuohtaregisttar

fact-sender-declared = Don leat ieš almmuhan fitnodaga. Suohkan sáhttá bivdit du čájehit ahte sáhtát doaibmat dan ovddas.
sender-organisation-elsewhere = Don válljet fitnodaga Ansattportenis maŋŋil go leat deaddilan boalu.
sender-organisation-choose = Fitnodat
sender-organisation-choose-hint = Vállje dušše jus sáddet fitnodaga ovddas. Listu čájeha daid maid ovddas sáhtát doaibmat Altinnas.
sender-organisation-choose-none = Ii válljejuvvon
sender-organisation-sub-unit = vuolleovttadat
sender-organisation-none = Altinnas ii leat registrerejuvvon ahte sáhtát doaibmat makkárge fitnodaga ovddas. Jus galggat, de ferte fitnodat addit dutnje beassanvuoigatvuođa «Mine sider hos kommunen».
err-organisation-unknown = Mii eat gávdna fitnodaga Ovttadatregistaris. Dárkkis ahte nummir lea riekta. Jus lea, de sáhtát sáddet priváhtaolmmožin dahje váldit oktavuođa suohkaniin.
err-organisation-deleted = Fitnodat lea sihkkojuvvon Ovttadatregistaris. Almmut eará fitnodaga, dahje sádde priváhtaolmmožin.
err-organisation-no-right = Dus ii leat registrerejuvvon vuoigatvuohta doaibmat fitnodaga ovddas. Vállje eará, sádde priváhtaolmmožin, dahje bivdde fitnodagas beassanvuoigatvuođa.
err-organisation-unavailable = Justa dál mii eat sáhte geahččat makkár fitnodagaid ovddas sáhtát doaibmat. Geahččal ođđasit veaháš maŋŋil, dahje sádde priváhtaolmmožin. Dat maid leat vurken, lea ain dallil.
message-email-registered = Čujuhus lea vižžon oktavuohta- ja várrenregistaris. Sáhtát rievdadit dan dás.
message-language = Vuostáiváldinduođaštusa giella
message-language-registered = Giella lea vižžon oktavuohta- ja várrenregistaris. Sáhtát rievdadit dan dás.
error-login-again-heading = Don fertet duođaštit ođđasit gii don leat
error-login-again-remedy = Don leat ain loggejuvvon sisa, ja dat maid leat vurken, lea ain dallil.
error-login-again-button = Mana ruovttoluotta ja geahččal ođđasit
review-not-sent = Sáddejupmi ii leat vel sáddejuvvon. Geahča ahte buot lea riekta, ja deaddil boalu vuolimusas oktii vel.
logged-out-log-in = Logge ođđasit sisa

## Kommentára dokumeantan

comment-title = Sáddejeaddji kommentára
comment-made = Sáddejeaddji čálii kommentára go sáddejupmi sáddejuvvui. Portála lea ráhkadan dán dokumeantta das.
comment-sender-person = Priváhtaolmmoš, loggen sisa ID-porteniin
comment-file-name = kommentara.pdf

## Documents in the PDFs that we write

listed-size = { $number } byte
listed-number = Nr.
listed-name = Fiilanamma
listed-size-column = Sturrodat

## Vástideapmi reivviide

fact-in-reply-to = Vástádus
message-reply = Dát lea vástádus: { $letter }.
message-case-settled = Áššenummir boahtá suohkana reivves, iige sáhte rievdaduvvot.
review-settled = Loga eanet
sender-settled-why = Dušše son geasa reive lea sáddejuvvon, sáhttá vástidit dasa. Danne ii sáhte sáddejeaddji rievdaduvvot.
sender-settled-continue = Joatkke vástádusain
sender-let-go-heading = It go dattetge hálit vástidit reivii?
sender-let-go-what = Sáhtát dahkat dán dábálaš sáddejupmin. Dat maid leat deavdán ja bidjan, lea ain dallil, muhto suohkan ii oaččo diehtit ahte dat lea vástádus reivii. Sáhtát maid válljet eará sáddejeaddji.
sender-let-go = Daga dábálaš sáddejupmin
reply-heading = Vástit suohkana reivii
reply-what = { $municipality } lea sádden dutnje reivve masa sáhtát vástidit dáppe. Sáddejeaddji, bajilčála ja áššenummir devdojuvvojit du ovddas.
reply-from = Geas
reply-about = Maid reive guoská
reply-entry = Masa vástidat
reply-open-until = Sáhtát vástidit gitta
reply-begin = Álggat vástádusain
reply-again = Liŋka doaibmá máŋgga geardde gitta áigemearrái. Juohke vástádus šaddá sierra sáddejupmin. Vástádusat maid leat álggahan, leat du sáddejumiid gaskkas.
reply-closed-heading = Liŋka ii sáhte rahppot dutnje priváhtaolmmožin
reply-closed-why = Mii eat sáhte dadjat manne, vai oktage ii oaččo diehtit geasa suohkan čállá. Sivvan sáhttá leat ahte:
reply-closed-organisation = Reive lea fitnodahkii.
reply-closed-other = Reive lea eará olbmui.
reply-closed-expired = Vástidanáigemearri lea meaddel, dahje suohkan lea geassán liŋkka ruovttoluotta.
reply-closed-mistyped = Čujuhus ii leat čállojuvvon nugo dat čuožžu reivves.
reply-organisation-heading = Lea go reive fitnodahkii?
reply-organisation-what = Čájet makkár fitnodaga ovddas doaimmat.
reply-organisation-open = Raba fitnodaga ovddas
reply-organisation-elsewhere = Vállje fitnodaga Ansattportenis
reply-without-heading = Háliidat go dattetge sáddet juoidá?
reply-without-what = Álggat ođđa sáddejumi, ja čále áššenummira mii čuožžu reivves.
reply-letter-both = Reive journálanummiriin { $journal } áššis { $case }
reply-letter-journal = Reive journálanummiriin { $journal }
reply-letter-case = Reive áššis { $case }
reply-letter = Reive suohkanis
err-reply-not-opened = Liŋka ii sáhte rahppot dáinna. Dárkkis makkár fitnodahkii reive lea, ahte sáhtát doaibmat dan ovddas, ja lea go áigemearri meaddel.
err-reply-unavailable = Justa dál mii eat sáhte geahččat makkár fitnodagaid ovddas sáhtát doaibmat. Geahččal ođđasit veaháš maŋŋil. Dat maid leat vurken, lea ain dallil.
err-reply-no-right = Mii eat sáhte duođaštit ahte sáhtát doaibmat dan fitnodaga ovddas geasa reive lea. Bivdde fitnodagas beassanvuoigatvuođa, dahje daga dán dábálaš sáddejupmin. Dat maid leat vurken, lea ain dallil.
err-reply-revoked = Suohkan ii šat váldde vuostá vástádusaid dán reivii. Dat maid leat deavdán ja bidjan, lea ain dallil. Sáhtát dahkat dan dábálaš sáddejupmin.

## The line that is printed in a letter that may be answered

letter-reply = Vástit dán reivii: { $link }

## Mihkkige ii jávkka

draft-saved = Vurkejuvvon dii. { $time }
draft-later = Vurke ja joatkke maŋŋil
draft-saved-for-later = Dat maid leat čállán, lea vurkejuvvon. Gávnnat dan dáppe: «Eai leat vel sáddejuvvon».
draft-not-saved-offline = Ii vurkejuvvon: Mii eat oaččo oktavuođa bálvalusain. Dat maid leat čállán, lea ain dás. Mii geahččalit ođđasit.
draft-not-saved-changed = Ii vurkejuvvon: Sáddejupmi lea rievdaduvvon eará láses. Deaddil «Vurke ja joatkke», de oainnát mii lea rievdaduvvon.
draft-not-saved-failed = Ii vurkejuvvon: Juoga manai boastut min bealde. Dat maid leat čállán, lea ain dás. Mii geahččalit ođđasit.
draft-changed-heading = Sáddejupmi lea rievdaduvvon eará láses
draft-changed-what = Dat dáhpáhuvai maŋŋil go rahpet dán siiddu. Dat maid čállet dása, lea skovis, muhto ii leat vurkejuvvon. Jus deaddilat «Vurke ja joatkke», de dat boahtá dan nuppi sadjái.
draft-changed-other = Dát lea vurkejuvvon dál:
draft-kept = Don ledjet loggejuvvon olggos go deaddilit boalu. Mii leat vurken dan maid ledjet deavdán. Geahča dan, ja deaddil «Vurke ja joatkke».
err-sender-unfinished = Don leat álgán válljet eará sáddejeaddji. Vállje sáddejeaddji, ja deaddil «Vurke ja joatkke».
err-message-unfinished = Diehtu ii leat dárkkistuvvon. Raba dan, ja deaddil «Vurke ja joatkke».
error-expired-kept-what = Dat dáhpáhuvvá muhtun áiggi maŋŋil, amas oktage eará beassat sisa, dahje go leat logget olggos eará sajis. Mii leat vurken dan maid ledjet deavdán, ja dušše don oainnát dan.
error-expired-kept-remedy = Logge ođđasit sisa, de boađát seamma siidui, ja doppe lea dat maid ledjet deavdán.
session-rest-heading = Háliidat go ain leat loggejuvvon sisa?
session-rest-what = Don it leat dahkan maidege muhtun áiggi. Fargga loggejuvvot olggos, amas oktage eará beassat sisa.
session-left = Don loggejuvvot olggos { $left } geažes.
session-left-minutes = { $minutes ->
        [one] Don loggejuvvot olggos ovtta minuhta geažes.
       *[other] Don loggejuvvot olggos { $minutes } minuhta geažes.
    }
session-left-seconds = Don loggejuvvot olggos { $seconds } sekundda geažes.
session-stay = Bisu loggejuvvon sisa
session-end-heading = Don fertet fargga logget ođđasit sisa
session-end-what = Okta sisaloggen bistá eanemusat guokte diimmu. Go leat logget ođđasit sisa, de boađát ruovttoluotta deike. Dat maid leat vurken, lea ain dallil.
session-log-in-now = Logge ođđasit sisa dál
session-not-now = Ii dál
session-ended-heading = Don leat loggejuvvon olggos
session-ended-what = Siidu lea čihkkojuvvon, amas oktage eará oaidnit dan. Dat maid leat vurken, lea ain dallil. Logge ođđasit sisa, de boađát ruovttoluotta deike.
session-until = Don loggejuvvot olggos dii. { $time } jus it vurke dahje raba eará siiddu ovdal dan.
submissions-next = Boahtte lávki: { $step }.
submissions-sent-hint = Vállje sáddejumi, de oainnát duođaštusa ja man guhkás dat lea joavdan.
submissions-pages-label = Eanet sáddejumit
submissions-newer = Ođđaset sáddejumit
submissions-older = Boarráset sáddejumit
