using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Tensions;

/// <summary>The form that a tension is written in, and what is wrong with what was written.</summary>
public static class RaiseForm
{
    /// <summary>Wire name of the form, of the button that opens it, and of the shortcut.</summary>
    public const string Id = "tension.raise";

    private const int MaxOptions = 100;
    private const string Nobody = "-";

    /// <summary>The button that opens it.</summary>
    public static Button Opener(string partnership, string? code) =>
        new(Text.Say("tension.button.raise"), Id, code is null ? new Dictionary<string, string> { ["p"] = partnership } : TensionButtons.Args(partnership, code)) { OpensForm = true };

    /// <summary>The form.</summary>
    /// <param name="people">Who is who.</param>
    /// <param name="partners">The partners, by id and name.</param>
    /// <param name="author">Who writes, by who they are.</param>
    /// <param name="value">What stands in each field.</param>
    /// <param name="draft">The draft that it continues, if there is one.</param>
    /// <param name="intro">Said above the fields, if not what it usually says.</param>
    public static Form Of(People people, IReadOnlyList<(string Id, string Name)> partners, string author, Func<string, string?> value, Tension? draft, Text? intro = null)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(value);

        // There may be more than a list takes: who was chosen is in it, and after them the partner's people.
        var others = people.Members.Where(m => m.Id != author && partners.Any(p => p.Id == m.PartnerId))
            .OrderByDescending(m => m.Id == value("person")).ThenByDescending(m => m.PartnerId == value("with"))
            .ThenBy(m => m.PartnerName, StringComparer.OrdinalIgnoreCase).ThenBy(m => m.Person.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        Option[] persons = [new(Nobody, Text.Say("tension.raise.nobody")), .. others.Take(MaxOptions - 1).Select(m => new Option(m.Id, $"{m.Person.Name} ({m.PartnerName})"))];
        string? Of(IEnumerable<Option> options, string field) => options.Any(o => o.Value == value(field)) ? value(field) : null;
        Option[] Wires<T>(string key)
            where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => new Option(TensionFacts.Wire(v), Text.Say($"{key}.{TensionFacts.Wire(v)}")))];
        return new(
            Id,
            Text.Say("tension.raise.title"),
            Text.Say("tension.raise.submit"),
            [
                partners.Count <= MaxOptions
                    ? new Field.Choice("with", Text.Say("tension.raise.with"), [.. partners.Select(p => new Option(p.Id, p.Name))]) { Required = true, Value = partners.Any(p => p.Id == value("with")) ? value("with") : null }
                    : new Field.Words("with", Text.Say("tension.raise.with")) { Required = true, MaxLength = 80, Value = partners.FirstOrDefault(p => p.Id == value("with")).Name ?? value("with") },
                new Field.Choice("person", Text.Say("tension.raise.person"), persons) { Value = Of(persons, "person") ?? Nobody, Hint = Text.Say("tension.raise.person.hint") },
                new Field.Words("what", Text.Say("tension.raise.what")) { Required = true, Multiline = true, MaxLength = Matter.MaxWhat, Value = WritingForm.Fit(value("what"), Matter.MaxWhat), Hint = Text.Say("tension.raise.what.hint") },
                new Field.Words("need", Text.Say("tension.raise.need")) { Required = true, Multiline = true, MaxLength = Matter.MaxNeed, Value = WritingForm.Fit(value("need"), Matter.MaxNeed), Hint = Text.Say("tension.raise.need.hint") },
                new Field.Words("principle", Text.Say("tension.raise.principle")) { MaxLength = Matter.MaxPrinciple, Value = WritingForm.Fit(value("principle"), Matter.MaxPrinciple), Hint = Text.Say("tension.raise.principle.hint") },
                new Field.Choice("urgency", Text.Say("tension.urgency"), Wires<Urgency>("tension.urgency")) { Required = true, Value = value("urgency") ?? TensionFacts.Wire(Urgency.Usual) },
                new Field.Choice("circle", Text.Say("tension.circle"), Wires<Circle>("tension.circle")) { Required = true, Value = value("circle") ?? TensionFacts.Wire(Circle.Sides) },
                Yes("name", "tension.raise.name", value("name") ?? "shown", "shown", "hidden"),
                Yes("silence", "tension.raise.silence", value("silence") ?? "leads", "leads", "waits"),
                .. draft?.Matter?.Quote is null ? Array.Empty<Field>() : [Yes("quote", "tension.raise.quote", value("quote") ?? "no", "no", "yes")],
            ])
        {
            Args = draft is null ? new Dictionary<string, string> { ["p"] = people.Id } : TensionButtons.Args(people.Id, draft.Code),
            Opener = Opener(people.Id, draft?.Code),
            Intro = intro ?? Text.Say("tension.raise.intro"),
        };
    }

    /// <summary>What a draft says, field by field.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="people">Who is who.</param>
    /// <param name="field">The field.</param>
    public static string? Value(Tension draft, People people, string field)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(people);
        return field switch
        {
            "with" => draft.Other.PartnerId,
            "person" => draft.Other.Person is { } person ? people.IdOf(person) : null,
            "what" => draft.Matter?.What,
            "need" => draft.Matter?.Need,
            "principle" => draft.Matter?.Principle,
            "urgency" => TensionFacts.Wire(draft.Matter?.Urgency ?? Urgency.Usual),
            "circle" => TensionFacts.Wire(draft.Circle),
            "name" => draft.NameHidden ? "hidden" : "shown",
            "silence" => draft.OnlyWithConsent ? "waits" : "leads",
            "quote" => draft.Quoted ? "yes" : "no",
            _ => null,
        };
    }

    /// <summary>The draft that was written; or what is wrong with it, by field.</summary>
    /// <param name="people">Who is who.</param>
    /// <param name="partner">The partner that was named; null if there is none of that name.</param>
    /// <param name="author">Who writes.</param>
    /// <param name="blank">What it is written into.</param>
    /// <param name="value">What was entered in each field; empty for nothing.</param>
    public static (Tension? Draft, IReadOnlyDictionary<string, Text> Problems) Read(People people, (string Id, string Name)? partner, Member author, Tension blank, Func<string, string> value)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(author);
        ArgumentNullException.ThrowIfNull(blank);
        ArgumentNullException.ThrowIfNull(value);
        var problems = new Dictionary<string, Text>();
        var person = value("person") is { Length: > 0 } id && id != Nobody ? people.Member(id) : null;
        var party = partner is { } named ? new Party(named.Id, named.Name) { Person = person?.Person } : null;
        if (party is null)
        {
            problems["with"] = Text.Say("tension.raise.with.unknown");
        }
        else if (person is not null && person.PartnerId != party.PartnerId)
        {
            problems["person"] = Text.Say("tension.raise.person.elsewhere", ("name", person.Person.Name), ("partner", person.PartnerName));
        }
        else if (person?.Id == author.Id || (person is null && people.Answering(party.PartnerId).All(m => m.Id == author.Id) && party.PartnerId == author.PartnerId))
        {
            problems["person"] = Text.Say("tension.raise.person.yourself");
        }
        else if (person is null && people.Answering(party.PartnerId).All(m => m.Id == author.Id))
        {
            problems["with"] = Text.Say("tension.raise.with.nobody", ("partner", party.PartnerName));
        }

        foreach (var (field, max) in new[] { ("what", Matter.MaxWhat), ("need", Matter.MaxNeed), ("principle", Matter.MaxPrinciple) })
        {
            if (value(field).Length == 0 && field != "principle")
            {
                problems[field] = Text.Say("tension.form.empty");
            }
            else if (value(field).Length > max)
            {
                problems[field] = Text.Say("tension.form.long", ("length", value(field).Length), ("max", max));
            }
        }

        return problems.Count > 0 ? (null, problems) : (blank with
        {
            Other = party!,
            Matter = new(value("what"), value("need"))
            {
                Principle = value("principle") is { Length: > 0 } principle ? principle : null,
                Urgency = One<Urgency>(value("urgency")),
                Quote = blank.Matter?.Quote,
            },
            Circle = One<Circle>(value("circle")),
            NameHidden = value("name") == "hidden",
            OnlyWithConsent = value("silence") == "waits",
            Quoted = value("quote") == "yes",
        }, problems);
    }

    private static T One<T>(string wire)
        where T : struct, Enum => Enum.GetValues<T>().FirstOrDefault(v => TensionFacts.Wire(v) == wire);

    private static Field.Choice Yes(string id, string key, string value, params string[] wires) =>
        new(id, Text.Say(key), [.. wires.Select(w => new Option(w, Text.Say($"{key}.{w}")))]) { Required = true, Value = value };
}
