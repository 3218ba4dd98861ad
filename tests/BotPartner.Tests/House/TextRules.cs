using BotPartner.Core.Languages;

namespace BotPartner.Tests.House;

/// <summary>Every text exists in every language, takes the same arguments there, and fits where it is shown.</summary>
public sealed class TextRules
{
    private static readonly Texts Texts = Texts.Load();

    [Fact]
    public void Every_text_exists_in_every_language()
    {
        foreach (var language in Texts.Languages)
        {
            Assert.Equal(Texts.Keys("en").Order(), Texts.Keys(language).Order());
            Assert.All(Texts.Keys(language), key => Assert.False(string.IsNullOrWhiteSpace(Texts.Raw(key, language)), $"{language}: {key} is empty"));
        }
    }

    [Fact]
    public void Every_text_takes_the_same_arguments_in_every_language()
    {
        foreach (var key in Texts.Keys("en"))
        {
            var english = Arguments(Texts.Parsed(key, "en"));
            Assert.All(Texts.Languages, l => Assert.True(english.SetEquals(Arguments(Texts.Parsed(key, l))), $"{l}: {key}"));
        }
    }

    [Fact]
    public void Titles_and_sending_buttons_of_forms_fit_in_24_characters() => Fit(k => k.EndsWith(".title", StringComparison.Ordinal) && Texts.Has(k[..^".title".Length] + ".submit"), 24);

    [Fact]
    public void Sending_buttons_of_forms_fit_in_24_characters() => Fit(k => k.EndsWith(".submit", StringComparison.Ordinal), 24);

    [Fact]
    public void Buttons_fit_in_30_characters() => Fit(k => k.EndsWith(".button", StringComparison.Ordinal) || k.StartsWith("button.", StringComparison.Ordinal), 30);

    [Fact]
    public void No_shared_text_names_a_platform() => Assert.All(
        from key in Texts.Keys("en")
        where !key.StartsWith("slack.", StringComparison.Ordinal) && !key.StartsWith("teams.", StringComparison.Ordinal)
        from language in Texts.Languages
        select (key, language),
        t => Assert.DoesNotMatch("(?i)slack|microsoft|teams", Texts.Raw(t.key, t.language)));

    [Fact]
    public void No_text_uses_the_typewriters_quotation_marks() => Assert.All(
        from key in Texts.Keys("en")
        where !key.StartsWith("verb.", StringComparison.Ordinal) && !key.EndsWith(".words", StringComparison.Ordinal) && !key.Contains(".words.", StringComparison.Ordinal)
        from language in Texts.Languages
        select (key, language),
        t => Assert.DoesNotMatch("['\"]", Texts.Raw(t.key, t.language)));

    private static void Fit(Func<string, bool> which, int length)
    {
        var keys = Texts.Keys("en").Where(which).ToArray();
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.All(Texts.Languages, l => Assert.True(Texts.Raw(key, l).Replace("{n}", "999", StringComparison.Ordinal).Length <= length, $"{l}: {key}")));
    }

    private static HashSet<string> Arguments(IReadOnlyList<Pattern> pattern) => [.. pattern.SelectMany(p => p switch
    {
        Pattern.Argument argument => [argument.Name],
        Pattern.Plural plural => Arguments(plural.One).Union(Arguments(plural.Other)).Append(plural.Name),
        _ => Enumerable.Empty<string>(),
    })];
}
