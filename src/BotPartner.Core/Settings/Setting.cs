using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Settings;

/// <summary>Something of a partnership that its stewards set: by the form, or by its word, <c>settings.words.{Id}</c> in the catalogue.</summary>
/// <param name="Id">Wire name of its field.</param>
/// <param name="Ask">The field, holding what is given.</param>
/// <param name="Value">What holds now, as the field holds it; null for nothing.</param>
/// <param name="Shown">What is shown of it; null for nothing.</param>
/// <param name="Read">What was typed or chosen; empty for nothing.</param>
public sealed record Setting(
    string Id, Func<string?, Field> Ask, Func<Partnership, string?> Value, Func<Partnership, Text?> Shown, Func<SettingWords, string, Read> Read)
{
    /// <summary>How it is called.</summary>
    public Text Label => Ask(null).Label;

    /// <summary>Whether its field can hold what was typed, also where that cannot be; one with options goes on holding what holds.</summary>
    public bool Typed => Ask(null) is Field.Words;
}

/// <summary>What became of an answer.</summary>
public abstract record Read
{
    private Read()
    {
    }

    /// <summary>The partnership with it.</summary>
    public sealed record Set(Func<Partnership, Partnership> In) : Read;

    /// <summary>It cannot be so: why, and what to do.</summary>
    public sealed record Wrong(Text Why) : Read;
}
