using System.Text.Json.Serialization;

namespace BotPartner.Core.Chat;

/// <summary>Questions asked together: a dialog where the platform can open one, a card with inputs elsewhere.</summary>
/// <param name="Id">Wire name that the router knows.</param>
/// <param name="Title">At most 24 characters in every language.</param>
/// <param name="Submit">Label of the sending button, at most 24 characters.</param>
/// <param name="Fields">Top to bottom; ids unique.</param>
public sealed record Form(string Id, Text Title, Text Submit, IReadOnlyList<Field> Fields)
{
    /// <summary>Comes back with the answers, unseen by the person; together at most 2,000 characters as JSON.</summary>
    public IReadOnlyDictionary<string, string> Args { get; init; } = new Dictionary<string, string>();

    /// <summary>The button that opens this form anew, for where a dialog cannot be opened unasked.</summary>
    public required Button Opener { get; init; }

    /// <summary>Said above the fields, if anything.</summary>
    public Text? Intro { get; init; }

    /// <summary>The card that stands for the form where it may only be opened by pressing a button. It repeats what was typed.</summary>
    /// <param name="otherwise">Said if there is no <see cref="Intro"/>.</param>
    public Card Invitation(Text otherwise) => new(
        Title,
        Intro ?? otherwise,
        [
            new Element.Paragraph(Intro ?? otherwise),
            .. Fields.OfType<Field.Words>().Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => new Element.Quote(f.Value!) { By = f.Label }),
            new Element.Buttons([Opener]),
        ]);
}

/// <summary>One question of a form. Closed: each renderer switches over all of it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "f")]
[JsonDerivedType(typeof(Words), "words")]
[JsonDerivedType(typeof(Choice), "choice")]
[JsonDerivedType(typeof(Several), "several")]
public abstract record Field(string Id, Text Label)
{
    /// <summary>Whether an answer is asked for; the renderer says so in the label.</summary>
    public bool Required { get; init; }

    /// <summary>What stands in it when it opens.</summary>
    public string? Value { get; init; }

    /// <summary>A short explanation below.</summary>
    public Text? Hint { get; init; }

    /// <summary>Free text.</summary>
    public sealed record Words(string Id, Text Label) : Field(Id, Label)
    {
        /// <summary>Several lines.</summary>
        public bool Multiline { get; init; }

        /// <summary>At most 3,000.</summary>
        public int MaxLength { get; init; } = 3000;
    }

    /// <summary>One of at most 100 options.</summary>
    public sealed record Choice(string Id, Text Label, IReadOnlyList<Option> Options) : Field(Id, Label);

    /// <summary>Any number of at most 100 options. Its value is theirs, joined by commas, so that none may hold one.</summary>
    public sealed record Several(string Id, Text Label, IReadOnlyList<Option> Options) : Field(Id, Label);
}

/// <summary>An option of a <see cref="Field.Choice"/> or <see cref="Field.Several"/>.</summary>
/// <param name="Value">What comes back, at most 75 characters.</param>
/// <param name="Label">What is read; renderers cut it at 75 characters.</param>
public sealed record Option(string Value, Text Label);
