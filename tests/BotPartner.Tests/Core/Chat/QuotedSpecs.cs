using System.Globalization;
using BotPartner.Core.Chat;

namespace BotPartner.Tests.Core.Chat;

public sealed class QuotedSpecs
{
    [Fact]
    public void What_fits_stays_as_it_is() => Assert.Equal(new string('x', Quoted.Longest), Quoted.Of(new string('x', Quoted.Longest), null, null).Words);

    [Theory]
    [InlineData("x")]
    [InlineData("😀")]
    [InlineData("👩‍👩‍👧")]
    [InlineData("e\u0301")]
    public void What_is_too_long_is_cut_between_two_characters(string character)
    {
        var words = Quoted.Of(string.Concat(Enumerable.Repeat(character, Quoted.Longest)), null, null).Words;
        Assert.InRange(words.Length, Quoted.Longest - character.Length, Quoted.Longest);
        var elements = StringInfo.GetTextElementEnumerator(words[..^1]);
        while (elements.MoveNext())
        {
            Assert.Equal(character, elements.GetTextElement());
        }
    }

    [Fact]
    public void A_character_without_end_is_cut_as_well()
    {
        var words = Quoted.Of("e" + new string('\u0301', 5 * Quoted.Longest), null, null).Words;
        Assert.InRange(words.Length, Quoted.Longest / 2, Quoted.Longest);
    }
}
