using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Tensions;

/// <summary>The summary that the two sides hand to who mediates: what both released, and how it went. Nothing else that was written is in it.</summary>
public sealed class TensionFiles(FindTension find, TensionShelf shelf, Roster roster, Texts texts) : IFeature, IFiles
{
    private const string Prefix = "tension/";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Press(TensionButtons.File, async (pressed, ct) =>
        {
            var (found, refused) = await find.Of(pressed, pressed.Args, ct);
            return found is null ? refused!
                : found.View.Side is null ? found.Answer(Refusal.Of("refusal.tension.sides-only").ToReply())
                : found.Answer(Of(found.Seat.Id, found.Seat.Partnership, found.Tension, Reader.Of(Texts.Nearest(pressed.Person.Language), pressed.Person.TimeZone ?? found.Seat.Partnership.TimeZone)) is { } file
                    ? file
                    : Refusal.Of("refusal.tension.not-released").ToReply());
        }),
    ];

    /// <inheritdoc/>
    public async Task<Reply.File?> Find(FileSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.What.StartsWith(Prefix, StringComparison.Ordinal) && source.What[Prefix.Length..].Split('/') is [var code, var language]
            && await shelf.Find(source.Partnership, code, cancellation) is { State: { Course: not null } tension }
            && await roster.Latest(source.Partnership, cancellation) is { } partnership
            ? Of(source.Partnership, partnership, tension, Reader.Of(Texts.Nearest(language), partnership.TimeZone))
            : null;
    }

    /// <summary>The file; null while not both sides have said what others may know.</summary>
    private Reply.File? Of(string id, Partnership partnership, Tension tension, Reader reader)
    {
        if (tension.Released is not { Both: true } released)
        {
            return null;
        }

        var view = new Viewpoint(tension with { Course = tension.Course! with { Stage = Stage.Mediation } }, [Viewer.Mediator]);
        string Say(Text text) => texts.Plain(text, reader);
        var lines = new StringBuilder()
            .Append(Say(Text.Say("tension.file.heading"))).Append("\n\n")
            .Append(Say(Text.Say("tension.file.partnership"))).Append(": ").Append(partnership.Name).Append('\n')
            .Append(Say(TensionCards.Title(tension))).Append('\n');
        foreach (var fact in TensionFacts.Of(view))
        {
            lines.Append(Say(fact.Label)).Append(": ").Append(Say(fact.Value)).Append('\n');
        }

        lines.Append('\n').Append(Say(Text.Say("tension.released"))).Append(":\n\n").Append(released.Words).Append("\n\n").Append(Say(Text.Say("tension.file.stages"))).Append(":\n\n");
        foreach (var happened in tension.Course!.Events.Concat(tension.More).OrderBy(e => e.At))
        {
            lines.Append("- ").Append(Say(happened.At)).Append(": ").Append(Say(TensionCards.Happened(tension, happened))).Append('\n');
        }

        if (tension.Committee is { } committee)
        {
            lines.Append('\n');
            foreach (var paragraph in CommitteeCards.Of(committee, null).OfType<Element.Paragraph>())
            {
                lines.Append(Say(paragraph.Text)).Append('\n');
            }
        }

        var bytes = Encoding.UTF8.GetBytes(lines.ToString());
        return new(
            $"{Say(Text.Say("tension.file.name"))}-{tension.Code}.txt",
            "text/plain",
            async (to, ct) => await to.WriteAsync(bytes, ct),
            Text.Say("tension.file.text"),
            new(id, $"{Prefix}{tension.Code}/{reader.Language}"));
    }
}
