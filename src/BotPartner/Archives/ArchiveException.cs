namespace BotPartner.Archives;

/// <summary>A store cannot be moved this way. The message is one line that says why and what to do; it quotes no document.</summary>
public sealed class ArchiveException : Exception
{
    /// <summary>Says why and what to do.</summary>
    public ArchiveException(string message)
        : base(message)
    {
    }

    /// <summary>For serializers.</summary>
    public ArchiveException()
    {
    }

    /// <summary>Says why and what to do.</summary>
    public ArchiveException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>What became of the work with a file, in one line.</summary>
    internal static ArchiveException Of(string path, string failed, Exception why) =>
        new($"'{path}' cannot be {failed}: {why.Message.ReplaceLineEndings(" ")}", why);
}
