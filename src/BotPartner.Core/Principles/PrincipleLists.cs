using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Principles;

/// <summary>Lists of principles: those adopted, those found, those of the catalogue.</summary>
public static class PrincipleLists
{
    /// <summary>The wire name of the button that shows the list.</summary>
    public const string Action = "principles";

    /// <summary>The wire name of the button that shows the catalogue.</summary>
    public const string CatalogueAction = "principle.catalogue";

    /// <summary>How many are on a page.</summary>
    public const int PageSize = 10;

    /// <summary>How much of what was looked for is carried from page to page.</summary>
    public const int MaxSought = 100;

    /// <summary>The button that shows the list.</summary>
    public static Button Button(string partnership) => new(Text.Say("principles.button"), Action, new Dictionary<string, string> { ["p"] = partnership });

    /// <summary>The button that shows the catalogue.</summary>
    public static Button OfCatalogue(string partnership) => new(Text.Say("principles.catalogue.button"), CatalogueAction, new Dictionary<string, string> { ["p"] = partnership });

    /// <summary>A page of the adopted ones.</summary>
    /// <param name="seat">Who reads.</param>
    /// <param name="found">All of them, or all that were found.</param>
    /// <param name="partners">The partners.</param>
    /// <param name="page">Which page, from 0.</param>
    /// <param name="sought">What was looked for; empty for nothing.</param>
    public static Card Page(Seat seat, IReadOnlyList<Principle> found, IReadOnlyList<Acknowledger> partners, int page, string sought)
    {
        page = Math.Clamp(page, 0, Math.Max(0, (found.Count - 1) / PageSize));
        var shown = found.Skip(page * PageSize).Take(PageSize).ToArray();
        return new(
            Text.Say("principles.title", ("partnership", seat.Partnership.Name)),
            Text.Say("principles.summary", ("n", found.Count), ("partnership", seat.Partnership.Name)),
            [
                .. sought.Length == 0 ? [] : new Element[] { new Element.Paragraph(Text.Say("principles.found", ("n", found.Count), ("words", sought))) },
                new Element.Facts([.. shown.Select(p => new Fact(PrincipleCards.Title(p), Text.Say("principles.line", ("source", p.Source), ("n", PrincipleCards.Count(p, partners)), ("of", partners.Count))))]),
                new Element.Buttons(
                [
                    .. page > 0 ? [Turn(seat.Id, page - 1, sought, "principles.back.button")] : Array.Empty<Button>(),
                    .. (page + 1) * PageSize < found.Count ? [Turn(seat.Id, page + 1, sought, "principles.on.button")] : Array.Empty<Button>(),
                    .. found.Count == 1 ? [PrincipleCards.Show(seat.Id, found[0].Number)] : Array.Empty<Button>(),
                    CitePrinciple.Opener(seat.Id),
                    AdoptForm.Opener(seat.Id),
                    OfCatalogue(seat.Id),
                ]),
            ]);
    }

    /// <summary>Said where none is adopted yet.</summary>
    public static Card None(Seat seat) => new(
        Text.Say("principles.title", ("partnership", seat.Partnership.Name)),
        Text.Say("principles.none"),
        [
            new Element.Paragraph(Text.Say("principles.none")),
            new Element.Facts([.. Catalogue.Sources.Select(s => new Fact(Catalogue.SourceText(s), Text.Say("principles.catalogue.count", ("n", Catalogue.All.Count(c => c.Source == s)))))]),
            new Element.Buttons([OfCatalogue(seat.Id), AdoptForm.Opener(seat.Id)]),
        ]);

    /// <summary>The part of the catalogue that is from one source.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="source">Which source, from 0.</param>
    /// <param name="adopted">Those that hold.</param>
    public static Card OfCatalogue(string partnership, int source, IReadOnlyList<Principle> adopted)
    {
        source = Math.Clamp(source, 0, Catalogue.Sources.Count - 1);
        var name = Catalogue.SourceText(Catalogue.Sources[source]);
        Button To(int page, string label) => OfCatalogue(partnership) with
        {
            Label = Text.Say(label),
            Args = new Dictionary<string, string> { ["p"] = partnership, ["s"] = page.ToString() },
        };
        return new(
            Text.Say("principles.catalogue.title", ("source", name)),
            Text.Say("principles.catalogue.summary", ("source", name)),
            [
                new Element.Facts([.. Catalogue.All.Where(c => c.Source == Catalogue.Sources[source]).Select(c => new Fact(
                    adopted.FirstOrDefault(p => p.From == c.Id) is { } own ? Text.Say("principles.catalogue.adopted", ("title", c.Title), ("n", own.Number)) : c.Title, c.About))]),
                new Element.Paragraph(Text.Say("principles.catalogue.how")) { Quiet = true },
                new Element.Buttons(
                [
                    .. source > 0 ? [To(source - 1, "principles.back.button")] : Array.Empty<Button>(),
                    .. source + 1 < Catalogue.Sources.Count ? [To(source + 1, "principles.on.button")] : Array.Empty<Button>(),
                    AdoptForm.Opener(partnership),
                    Button(partnership),
                ]),
            ]);
    }

    private static Button Turn(string partnership, int page, string sought, string label)
    {
        var args = new Dictionary<string, string> { ["p"] = partnership, ["g"] = page.ToString() };
        if (sought.Length > 0)
        {
            args["q"] = sought;
        }

        return new(Text.Say(label), Action, args);
    }
}
